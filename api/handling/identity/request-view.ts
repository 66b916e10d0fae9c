/** The events of consents by the words of the history; only staff see them. */
export const identityEventNames: Record<string, string> = {
	'identity-ask': '申请查看举报人身份',
	'identity-decide': '答复查看举报人身份的申请',
};

/** The fields of such an event with their labels. */
export function identityFields(values: Record<string, unknown>): Array<{ name: string; label: string; value: string }> {
	const { granted, reason } = values;
	return [
		...(granted === undefined ? [] : [{ name: 'granted', label: '意见', value: granted ? '同意' : '不同意' }]),
		...(reason === undefined ? [] : [{ name: 'reason', label: '理由', value: String(reason) }]),
	];
}
