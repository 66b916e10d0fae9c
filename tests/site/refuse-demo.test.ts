import { expect, it } from 'vitest';
import { loadContent } from '../../content/load.ts';
import { refuseDemo } from '../../site/refuse-demo.ts';

it('a real portal is not built with made-up entries, and the sentence names them', () => {
	expect(() => refuseDemo(loadContent('content'))).toThrow(/正式环境.*ponds\/demo-01\.yaml/);
});

it('a real portal is built when no entry is made up', () => {
	const content = loadContent('content');
	const real = <T extends { demo: boolean }>(entries: T[]): T[] => entries.filter(({ demo }) => !demo);
	const campaign = { ...content.campaign, targets: real(content.campaign.targets) };
	const cleaned = {
		...content,
		ponds: real(content.ponds),
		results: real(content.results),
		batches: real(content.batches),
		notices: real(content.notices),
		acceptances: real(content.acceptances),
		decisions: real(content.decisions),
		restorations: real(content.restorations),
	};
	expect(() => refuseDemo({ ...cleaned, campaign })).not.toThrow();
});
