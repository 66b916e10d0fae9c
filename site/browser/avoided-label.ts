/** Counties that never see a report, as receipt and tracking page tell it; empty where there are none. */
export function avoidedLabel(avoided: Array<{ name: string }>, counties: number): string {
	if (avoided.length === 0) return '';
	const names = avoided.length === counties ? '各县（市、区）' : avoided.map(({ name }) => name).join('、');
	return `已按您的要求回避${names}，当地看不到这件举报`;
}

/** Who handles it, where no county does. */
export function areaLabel(county: { name: string } | null, avoided: unknown[]): string {
	if (county) return county.name;
	return avoided.length > 0 ? '由市级直接办理' : '由市级确定';
}
