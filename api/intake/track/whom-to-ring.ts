import type { Deps } from '../../deps.ts';

/** For a reporter whom the portal cannot help: the lines for an emergency, and the office. */
export function whomToRing({ site }: Deps['content']): string {
	const first = site.hotlines
		.filter(({ emergency }) => emergency)
		.map(({ number }) => number)
		.join('、');
	const office = site.phone ? `其他情况请致电${site.phone}。` : '其他情况请拨打 12345。';
	return `${first ? `情况紧急的，请拨打 ${first}；` : ''}${office}`;
}
