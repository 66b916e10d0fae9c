/** Everything the audit log records, with the words it is shown in. */
export const auditActions = {
	'report.received': '收到举报',
	'report.listed': '导出清单',
	'report.viewed': '查看线索',
	'report.moved': '办理线索',
	'report.noted': '添加内部记录',
	'report.messaged': '向举报人留言',
	'report.answered': '举报人补充',
	'report.rated': '举报人评价',
	'identity.opened': '查看举报人身份',
	'result.drafted': '拟写公开结果',
	'result.submitted': '提交审核',
	'result.approved': '审核发布',
	'result.returned': '退回修改',
	'result.withdrawn': '撤回公开结果',
	'site.rebuilt': '更新网站',
	'account.signed-in': '登录',
	'account.sign-in-refused': '登录失败',
	'account.signed-out': '退出登录',
	'account.created': '新建账号',
	'account.password-changed': '修改密码',
	'account.password-reset': '重置密码',
	'account.disabled': '停用账号',
	'account.enabled': '启用账号',
} as const;

export type AuditAction = keyof typeof auditActions;
