import { expect, test } from 'vitest';
import type { ReportDetail } from '../../../site/console/calls/answers.ts';
import { bodyFromConclusion, bodyOf, previewOf } from '../../../site/console/results/draft-body.ts';

const entry = (move: string, fields: Record<string, string>) => ({
	id: move,
	at: '2026-03-10T02:00:00.000Z',
	move,
	moveName: move,
	from: null,
	to: 'concluded' as const,
	actor: '李某',
	unit: '北票市自然资源局',
	text: null,
	note: null,
	fields: Object.entries(fields).map(([name, value]) => ({ name, label: name, value })),
});

test('a draft begins with what the last conclusion says, without the responsible persons', () => {
	const first = entry('conclude', { violation: '旧的', corrected: '旧的' });
	const last = entry('conclude', {
		violation: '越界开采。',
		extent: '约 2 亩。',
		responsible: '王某',
		corrected: '已停止。',
		penalised: '已罚款。',
		rectified: '已回填。',
		legalBasis: '矿产资源法',
	});
	const body = bodyFromConclusion({ timeline: [first, entry('reopen', {}), last] });
	expect(body).toMatchObject({
		findings: '越界开采。\n约 2 亩。',
		measures: { corrected: '已停止。', penalised: '已罚款。', rectified: '已回填。' },
		legalBasis: '矿产资源法',
	});
	expect(JSON.stringify(body)).not.toContain('王某');
});

test('without a conclusion the draft is empty', () => {
	expect(bodyFromConclusion({ timeline: [] })).toMatchObject({ title: '', findings: '', legalBasis: '' });
});

test('the reasons for what is marked are no part of what becomes public', () => {
	const reasons = [{ path: 'findings', kind: 'name' as const, text: '赵铁柱', reason: '依法公开' }];
	const body = { ...bodyOf(null), reasons };
	const report = { county: null, category: { id: 'no-licence' }, unit: { name: '' }, receivedAt: '2026-03-10' };
	expect(JSON.stringify(previewOf(body, report as ReportDetail, null))).not.toContain('依法公开');
});
