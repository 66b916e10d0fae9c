import type { Transaction } from '../../db/database.ts';
import { alerts } from '../../db/schema/alerts.ts';
import type { BaseDeps } from '../base-deps.ts';

export type AlertKind = (typeof alerts.$inferSelect)['kind'];

/** The kinds of alerts, with their labels. */
export const alertKinds = {
	'identity.often': '多次查看举报人身份',
	'receipts.renewed': '清单回执被重新生成',
	'report.retaliation': '举报人反映打击报复或者信息泄露',
	'alarm.unanswered': '险情警报无人接警',
	'publication.withdrawn': '已公开的内容被撤回',
	'wording.refused': '公开文字多次含有不宜公开的内容',
	'audit.broken': '审计日志核验不通过',
	'account.reset-on-server': '在服务器上重置管理账号',
	'account.guessed': '账号多次被人用错误的密码或者验证码登录',
	'keys.changed': '在服务器上更换封存公钥',
	'record.changed': '公开记录文件被改动',
	'site.differs': '公开网站与全站重新生成的不一致',
	'disk.short': '服务器磁盘不能写入',
} as const satisfies Record<AlertKind, string>;

export interface Alert {
	kind: AlertKind;
	/** Receipt number, public id or account name; never a reporter. */
	subject: string;
	/** One Chinese sentence. Holds nothing of a reporter. */
	text: string;
	/** County whose lead sees it beside the auditor; left out where no county may. */
	adcode?: number | undefined;
	/** The officers of the city who decide see it, too. */
	forCity?: boolean;
}

/** Raises an alert in the transaction of what it is about. The auditor sees every one. */
export async function raiseAlert(tx: Transaction, deps: Pick<BaseDeps, 'newId' | 'now'>, alert: Alert): Promise<void> {
	const { kind, subject, text, adcode, forCity } = alert;
	await tx.insert(alerts).values({
		id: deps.newId(),
		at: deps.now().toISOString(),
		kind,
		subject,
		text,
		adcode: adcode ?? null,
		forCity: forCity ?? false,
	});
}
