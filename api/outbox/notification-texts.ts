import type { News } from '../../db/schema/delivery.ts';

/** Texts of the notifications to units. They are fixed, so that nothing of a report leaves the portal. */
export const unitNewsTexts = {
	new: '有新的线索待办，请登录办理平台查看。',
	approval: '有事项等待审批，请登录办理平台查看。',
	due: '有线索即将到期，请登录办理平台查看。',
	identity: '有查看举报人身份的申请待审批，请登录办理平台查看。',
	overdue: '有线索已经逾期，请登录办理平台查看。',
} as const satisfies Record<News, string>;

/** Text of the notification to the body that protects reporters; it does not say whom it concerns. */
export const protectionText = '有举报人反映遭到打击报复或者信息被泄露，请与平台市级管理单位联系。';

/** Text of the notification to a reporter. */
export const reporterText = '您的举报有新进展，请凭编号和密码查询。';

export const auditHeadSubject = '审计日志末条校验值';

/** Text of the mail with the head of the audit log, which the recipient keeps to compare when the log is in doubt. */
export function auditHeadText(day: string, seq: number, hash: string): string {
	return `日期 ${day}\n序号 ${seq}\n校验值 ${hash}\n`;
}
