import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dayOf } from '../../../content/facts/time.ts';
import type { Config } from '../../config.ts';
import { fingerprint, fingerprintApart } from './fingerprint.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** What a build of the site is made of: the same, the same site. */
export interface MadeOf {
	/** Program, settings and what was written by hand: whatever changes of it, the whole site is made anew. */
	ground: string;
	/** What was published. */
	record: string;
	/** The pages say what is overdue today. */
	day: string;
}

/** The same, of a build that is there. */
export interface Basis extends MadeOf {
	/** True where pages were kept of the build before: it has not been compared with one that was made as a whole. */
	merged: boolean;
}

const Basis = z.strictObject({ ground: z.string(), record: z.string(), day: z.string(), merged: z.boolean() });
const basisName = '.basis';

/** What a build would be made of now. */
export async function madeOfNow(config: Config): Promise<MadeOf> {
	const sources = ['site', 'content', 'astro.config.mjs', 'package-lock.json'].map((name) => join(root, name));
	return {
		ground: fingerprint([...sources, config.contentDir], [config.siteUrl.href, config.env]),
		record: await fingerprintApart(join(config.dataDir, 'record')),
		day: dayOf(new Date()),
	};
}

/** All of it in one word, fit for a file name. */
export const printOf = ({ ground, record, day }: MadeOf): string => fingerprint([], [ground, record, day]);

export function writeBasis(site: string, { ground, record, day, merged }: Basis): void {
	writeFileSync(join(site, basisName), JSON.stringify({ ground, record, day, merged }));
}

/** What a build is made of; null where that cannot be told. */
export function readBasis(site: string): Basis | null {
	try {
		return Basis.parse(JSON.parse(readFileSync(join(site, basisName), 'utf8')));
	} catch {
		return null;
	}
}
