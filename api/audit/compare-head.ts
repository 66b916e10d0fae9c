import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { audit } from '../../db/schema/audit.ts';
import type { Deps } from '../deps.ts';
import { groupedCode } from '../http/text.ts';
import type { Officer } from '../permission/officer.ts';
import { writeAudit } from './write.ts';

/** A head as the mail of a day gives it. */
export const MailedHead = z.strictObject({
	seq: z.int('请填写邮件中的序号').min(1, '请填写邮件中的序号'),
	hash: groupedCode('请填写邮件中的校验值')
		.toLowerCase()
		.regex(/^[a-z][a-z0-9]*:[0-9a-f]{32,128}$/, '校验值是邮件中冒号前后的全部数字和字母，请完整粘贴'),
});

/** Whether the log still holds what a mail said: it knows of cut ends even if the file of heads was cut with the log. */
export async function compareHead(
	deps: Deps,
	officer: Officer,
	head: z.infer<typeof MailedHead>,
): Promise<{ matches: boolean }> {
	const [row] = await deps.db.read
		.select({ seq: audit.seq })
		.from(audit)
		.where(and(eq(audit.seq, head.seq), eq(audit.hash, head.hash)));
	const matches = row !== undefined;
	const reason = `第 ${head.seq} 条与邮件${matches ? '一致' : '不一致'}`;
	await deps.db.write((tx) =>
		writeAudit(tx, deps, { actor: officer, action: 'audit.verified', subject: '审计日志', reason }),
	);
	return { matches };
}
