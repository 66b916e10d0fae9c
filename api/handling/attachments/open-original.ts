import type { StaffDeps } from '../../deps.ts';
import { readSealed } from '../../evidence/read-sealed.ts';
import type { Officer } from '../../permission/officer.ts';
import { type OpeningRequest, useConsent } from '../identity/use-consent.ts';
import { findAttachment } from './find-attachment.ts';

export interface Original {
	bytes: ReadableStream<Uint8Array>;
	size: number;
	/** Receipt number, place and ending: nothing of the name on the phone. */
	name: string;
}

/**
 * The file exactly as the reporter sent it, metadata included: it may tell who took it, so it is opened under the
 * consent to see the reporter's identity only. The log row is on disk before the first byte leaves.
 */
export async function openOriginal(
	deps: StaffDeps,
	officer: Officer,
	number: string,
	{ id, ...how }: OpeningRequest & { id: string },
): Promise<Original> {
	const { attachment, place } = await findAttachment(deps, officer, number, id);
	const open = () => readSealed(deps, deps.files.original(id));
	const bytes = await useConsent(deps, officer, number, { action: 'evidence.opened', open, ...how });
	const ending = attachment.format === 'jpeg' ? 'jpg' : attachment.format;
	return { bytes, size: attachment.size, name: `${number}-${place}.${ending}` };
}
