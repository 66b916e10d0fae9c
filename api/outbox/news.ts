import type { News } from '../../db/schema/delivery.ts';

/** What a unit may be told, and in which words. Nothing of a report leaves the portal: the words are always the same. */
export const newsWords = {
	new: '有新的线索待办，请登录办理平台查看。',
	approval: '有事项等待审批，请登录办理平台查看。',
	due: '有线索即将到期，请登录办理平台查看。',
	identity: '有查看举报人身份的申请待审批，请登录办理平台查看。',
	overdue: '有线索已经逾期，请登录办理平台查看。',
} as const satisfies Record<News, string>;

/** All that the body that protects reporters is told: whom it concerns stands in no mail. */
export const protectionWords = '有举报人反映遭到打击报复或者信息被泄露，请与平台市级管理单位联系。';

/** All that a reporter is told. */
export const reporterWords = '您的举报有新进展，请凭编号和密码查询。';

export const auditSubject = '审计日志末条校验值';

/** All that the mail with the head of the audit log says. It is kept, and compared when the log is in doubt. */
export function auditWords(day: string, seq: number, hash: string): string {
	return `日期 ${day}\n序号 ${seq}\n校验值 ${hash}\n`;
}
