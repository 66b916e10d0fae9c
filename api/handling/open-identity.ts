import { z } from 'zod';
import type { Officer } from '../accounts/officer.ts';
import { writeAudit } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { PortalError } from '../errors.ts';
import { line } from '../text.ts';
import { findReport } from './find-report.ts';
import { canOpenIdentity } from './show.ts';

export const IdentityRequest = z.strictObject({
	reason: line({ name: '理由', missing: '请写明理由', short: '请写明查看理由，至少 4 个字', least: 4, most: 200 }),
});

const Identity = z.object({
	mode: z.string(),
	name: z.string().nullable().default(null),
	phone: z.string().nullable().default(null),
	email: z.string().nullable().default(null),
});

/**
 * Opens who reported, for the handling officer or an approver of the area only. The log row is on disk
 * before anything is shown (信访工作条例 30: the reporter is protected; 矿产资源法 57: confidentiality).
 */
export async function openIdentity(deps: StaffDeps, officer: Officer, number: string, reason: string) {
	const report = await findReport(deps.db.read, officer, number);
	if (!canOpenIdentity(officer, report)) {
		throw new PortalError('forbidden', '只有本件承办人和本地区、本单位的审核人员可以查看举报人身份。');
	}
	if (!report.sealedIdentity) throw new PortalError('not_found', '举报人没有留下身份或联系方式。');
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'identity.opened', subject: number, reason }),
	);
	return Identity.parse(JSON.parse(await deps.unsealer.open(report.sealedIdentity)));
}
