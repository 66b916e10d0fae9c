import { z } from 'zod';
import type { Sealer, Unsealer } from '../keys/seal.ts';

/** Fields of an event that tell where a reporter was, by their names: they stand in no index and open for staff alone. */
const SealedFields = z.record(z.string(), z.string());
export type SealedFields = z.infer<typeof SealedFields>;

/** Seals them to the operator. */
export function sealFields(sealer: Sealer, fields: SealedFields): Promise<string> {
	return sealer.seal(JSON.stringify(fields));
}

/** Opens them; none where the event has none. */
export async function openFields(unsealer: Unsealer, sealed: string | null): Promise<SealedFields> {
	return sealed === null ? {} : SealedFields.parse(JSON.parse(await unsealer.open(sealed)));
}
