import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { refusals } from './refusals.ts';

type QuotaDeps = Pick<Deps, 'unsentFiles' | 'content'>;

/** From half of the quota on, each fifth of the other half raises the difficulty of the captcha by one. */
const half = 0.5;
const steps = 5;

/** Multiple of the usual captcha that a new file needs while the quota for unsent files fills up; 0: none. */
export function fileDifficulty({ unsentFiles, content }: QuotaDeps): number {
	const usage = unsentFiles.bytes() / (content.evidence.waitingMb * megabyte);
	if (usage < half) return 0;
	return Math.min(steps, 1 + Math.floor(((usage - half) / (1 - half)) * steps));
}

/** Hours for which an unsent file is kept: fewer while the quota is more than half used. */
export function retentionHours(deps: QuotaDeps): number {
	const { keepHours, keepHoursWhenFull } = deps.content.evidence;
	return fileDifficulty(deps) > 0 ? keepHoursWhenFull : keepHours;
}

/** Throws unavailable where unsent files use up their quota, or this party's share of it. */
export function refuseOverQuota({ unsentFiles, content }: QuotaDeps, party: string): void {
	const { waitingMb, waitingMbPerNetwork } = content.evidence;
	if (unsentFiles.bytes() >= waitingMb * megabyte) throw refusals.quotaFull();
	if (unsentFiles.bytesOf(party) >= waitingMbPerNetwork * megabyte) throw refusals.networkQuotaFull();
}
