import { expect, test } from 'vitest';
import { publicLines } from '../../../site/console/publications/public-fields.ts';

const record = {
	id: '2026-211381-0001',
	title: '某村北山坡无证采矿案',
	adcode: 211381,
	problem: '群众反映夜间采挖。',
	measures: { corrected: '已停止。', penalised: '已处罚。', rectified: '已回填。' },
	progress: 'stage',
	demo: true,
};

test('the approver sees every public field, the measures one by one', () => {
	const lines = publicLines('result', record, null);
	expect(lines.map(({ label }) => label)).toEqual([
		'编号',
		'行政区域',
		'问题基本情况',
		'纠正情况',
		'处罚情况',
		'整改情况',
		'办结情况',
	]);
	expect(lines.at(-1)?.value).toBe('阶段性办结');
});

test('a field this page does not know is shown all the same, so that nothing goes out unseen', () => {
	const lines = publicLines('result', { ...record, reporterPhone: '139' }, null);
	expect(lines.at(-1)).toMatchObject({ key: 'reporterPhone', value: '139' });
});

test('of a withdrawn result there remain its number, the day and the reason', () => {
	const withdrawn = { day: '2026-12-24', reason: '处罚决定已依法撤销。' };
	const lines = publicLines('result', { id: '2026-211381-0001', withdrawn, demo: true }, null);
	expect(lines.map(({ label, value }) => [label, value])).toEqual([
		['编号', '2026-211381-0001'],
		['撤回日期', '2026-12-24'],
		['撤回理由', '处罚决定已依法撤销。'],
	]);
});
