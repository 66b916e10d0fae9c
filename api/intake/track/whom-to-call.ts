import type { Deps } from '../../deps.ts';

/** Phone numbers for a reporter whom the portal cannot help: emergency lines, and the office. */
export function whomToCall({ site }: Deps['content']): string {
	const first = site.hotlines
		.filter(({ emergency }) => emergency)
		.map(({ number }) => number)
		.join('、');
	const office = site.phone ? `其他情况请致电${site.phone}。` : '其他情况请拨打 12345。';
	return `${first ? `情况紧急的，请拨打 ${first}；` : ''}${office}`;
}
