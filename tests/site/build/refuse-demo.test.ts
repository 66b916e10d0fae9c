import { expect, it } from 'vitest';
import type { Content } from '../../../content/content.ts';
import { demoFiles } from '../../../content/facts/demo.ts';
import { loadContent } from '../../../content/load.ts';
import { refuseDemo } from '../../../site/build/refuse-demo.ts';

it('a real portal is not built with made-up entries, and the sentence names them', () => {
	expect(() => refuseDemo(loadContent('content'))).toThrow(/正式运行.*ponds\/demo-01\.yaml/);
});

it.each(['acceptances', 'batches', 'decisions', 'ponds', 'restorations', 'results', 'statistics'] as const)(
	'a made-up entry of %s alone is refused',
	(kind) => {
		const entry = { id: 'made-up', demo: true };
		const only = { ...withoutDemo(), [kind]: [entry] } as Content;
		expect(demoFiles(only)).toEqual([`${kind}/made-up.yaml`]);
	},
);

it('a made-up roster alone is refused: in danger it would call nobody', () => {
	const { duty } = loadContent('content');
	expect(demoFiles({ ...withoutDemo(), duty })).toEqual(['rules/duty.yaml（没有值班表的写 []）']);
});

it('a real portal is built when no entry is made up', () => {
	expect(() => refuseDemo(withoutDemo())).not.toThrow();
});

function withoutDemo(): Content {
	const content = loadContent('content');
	const real = <T extends { demo: boolean }>(entries: T[]): T[] => entries.filter(({ demo }) => !demo);
	const campaign = { ...content.campaign, targets: real(content.campaign.targets) };
	return {
		...content,
		campaign,
		ponds: real(content.ponds),
		results: real(content.results),
		batches: real(content.batches),
		notices: real(content.notices),
		acceptances: real(content.acceptances),
		decisions: real(content.decisions),
		restorations: real(content.restorations),
		statistics: real(content.statistics),
		duty: real(content.duty),
	};
}
