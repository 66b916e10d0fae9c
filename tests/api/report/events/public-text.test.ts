import { describe, expect, test } from 'vitest';
import { eventTable, isOtherEvent, otherEvents } from '../../../../api/report/events/table.ts';
import { moveNames, moveTable } from '../../../../api/report/moves/table.ts';
import type { Status } from '../../../../api/report/statuses.ts';
import { textForReporter } from '../../../../api/report/text-for-reporter.ts';

const textOf = (move: string, fields: Record<string, unknown> = {}, toStatus: Status = 'assigned') =>
	textForReporter({ move, toStatus, fields }, '北票市自然资源局');
/** Fields that the words of moves are made of. */
const exampleFields = { rectifyBy: '2026-06-01', outcome: 'partly', until: '2026-08-03', reason: '内部理由' };

describe('what the reporter reads', () => {
	test('of a move is made of what was written', () => {
		expect(textOf('accept')).toBe('北票市自然资源局已受理，将安排核查。');
		expect(textOf('rectify', exampleFields)).toBe('已责令整改，整改期限至2026年6月1日。');
		expect(textOf('conclude', exampleFields)).toBe('已办结，结论为“部分查实”。');
		expect(textOf('extend', exampleFields)).toBe('情况复杂，经批准办结期限延长至2026年8月3日。');
	});

	test('of the work within the unit is nothing, with a reason in the code', () => {
		const silent = Object.values(eventTable).filter(({ reporterReads }) => reporterReads.text === null);
		for (const { name, reporterReads } of silent)
			expect({ name, reporterReads }).toHaveProperty('reporterReads.because');
		expect(moveNames.filter((name) => moveTable[name].reporterReads.text === null)).toEqual([
			'take',
			'hand-over',
			'serve',
		]);
		expect(textOf('note')).toBeNull();
		expect(textOf('identity-ask', { reason: '核实' })).toBeNull();
	});

	test('of a report that theirs was merged into is the same, with what its words are made of and nothing else', () => {
		for (const of of moveNames.filter((name) => moveTable[name].relayed)) {
			const { uses } = moveTable[of].reporterReads;
			const passedOn = Object.entries(exampleFields).filter(([name]) => uses.includes(name));
			expect(uses).not.toContain('reason');
			const relayed = textOf('relay', { of, unit: '朝阳县水务局', ...Object.fromEntries(passedOn) });
			expect(relayed).toBe(
				`合并办理的线索：${textForReporter({ move: of, toStatus: 'merged', fields: exampleFields }, '朝阳县水务局')}`,
			);
		}
	});

	test('of a county that was given the summary is what it found, not how', () => {
		expect(textOf('commission-news', { of: 'conclude' })).toContain('已报告核查结果');
		expect(textOf('commission-news', { of: 'accept' })).toBeNull();
	});

	test('of the arrival says where it went and whom it by-passes', () => {
		expect(textOf('receive', { files: 2 })).toBe('已收到您的举报和 2 个文件，转交北票市自然资源局办理。');
		expect(textOf('receive', {}, 'received')).toBe('已收到您的举报，由北票市自然资源局确定承办单位。');
		expect(textOf('receive', { avoided: '北票市' }, 'received')).toContain('当地看不到这件举报');
	});
});

test('events that are about a move are told apart, and no event has the name of a move', () => {
	const about = Object.values(otherEvents).filter(({ aboutMove }) => aboutMove);
	expect(about.map(({ id }) => id)).toEqual([
		'relay',
		'propose',
		'approve-proposal',
		'return-proposal',
		'withdraw-proposal',
		'commission-news',
	]);
	expect(moveNames.filter(isOtherEvent)).toEqual([]);
});
