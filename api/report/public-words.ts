import { dayInWords } from '../../content/facts/time.ts';
import type { events } from '../../db/schema/reports.ts';
import { isMoveName } from './moves.ts';
import { type Outcome, outcomeNames } from './statuses.ts';

type Event = typeof events.$inferSelect;

/** What happened, in one sentence a villager understands. Null: not for the reporter. Never names an officer. */
export function publicWords(event: Pick<Event, 'move' | 'toStatus' | 'fields'>, unit: string): string | null {
	const fields = JSON.parse(event.fields) as Record<string, unknown>;
	if (event.move === 'receive') {
		return wordsOfReceipt(unit, event.toStatus, fields);
	}
	if (event.move === 'relay') return wordsOfRelay(unit, fields);
	if (event.move === 'message') return fields.askForMore ? `${unit}请您补充情况。` : `${unit}给您留言。`;
	if (event.move === 'answer') return `您补充了情况${withFiles(fields)}。`;
	if (event.move === 'alarm') return '已按险情处理。';
	if (event.move === 'alarm-answer') return '值班人员已接警。';
	if (event.move === 'raise-cap') return `您可以补充的次数已增加 ${fields.more} 次。`;
	if (event.move === 'claim') return '您申请了举报奖励。';
	if (event.move === 'decide-claim') return fields.granted ? '举报奖励申请已同意。' : '举报奖励申请未获同意。';
	if (event.move === 'ask-consent')
		return `${unit}征询您的意见：是否同意交由${fields.unit}核查。请在本页答复，不答复视为不同意。`;
	if (event.move === 'answer-consent') return wordsOfAnswer(fields);
	if (event.move === 'commission') return `经您同意，已将市级摘要交由${fields.unit}核查，举报原话没有移交。`;
	if (event.move === 'commission-news')
		return fields.of === 'conclude' ? '受市级交办的单位已报告核查结果，由市级研究后答复您。' : null;
	if (event.move === 'renew-receipt') return '查询密码已重新生成，原来的密码作废。';
	if (event.move === 'retaliation') return wordsOfRetaliation(fields);
	if (event.move === 'rate') return '您对办理情况作了评价。';
	return isMoveName(event.move) ? wordsOfMove(event.move, unit, fields) : null;
}

function wordsOfReceipt(unit: string, toStatus: string, fields: Record<string, unknown>): string {
	const received = `已收到您的举报${withFiles(fields)}`;
	if (fields.avoided && toStatus === 'received') {
		return `${received}，由${unit}直接办理。已按您的要求回避${fields.avoided}，当地看不到这件举报。`;
	}
	const next = toStatus === 'received' ? `由${unit}确定承办单位` : `转交${unit}办理`;
	return `${received}，${next}。${fields.avoided ? `已按您的要求回避${fields.avoided}，该地看不到这件举报。` : ''}`;
}

/** So that the reporter sees that the files have arrived, of which nothing else is ever shown. */
function withFiles({ files }: Record<string, unknown>): string {
	return typeof files === 'number' ? `和 ${files} 个文件` : '';
}

function wordsOfAnswer({ answer, unit }: Record<string, unknown>): string {
	if (answer === 'yes') return `您同意将市级摘要交由${unit}核查，交办以前可以撤回。`;
	if (answer === 'lapsed') return '您同意的核查没有交办，没有移交任何内容，由市级直接办理。';
	return answer === 'expired'
		? '您没有在期限内答复征询，视为不同意，继续由市级直接办理。'
		: `您不同意交由${unit}核查，继续由市级直接办理。`;
}

function wordsOfRetaliation({ avoided, protection }: Record<string, unknown>): string {
	const moved = avoided ? `本件即日起由市级直接办理，${avoided}看不到。` : '';
	return `您反映遭到打击报复或者信息被泄露，已转市级${protection ? `，并通知${protection}` : ''}。${moved}`;
}

/** What happened to the report that this one was merged into. */
function wordsOfRelay(unit: string, fields: Record<string, unknown>): string | null {
	// The main report may be with another unit than the one that merged this one into it.
	const by = typeof fields.unit === 'string' ? fields.unit : unit;
	const words = typeof fields.of === 'string' && isMoveName(fields.of) ? wordsOfMove(fields.of, by, fields) : null;
	return words && `合并办理的线索：${words}`;
}

function wordsOfMove(move: Parameters<typeof isMoveName>[0], unit: string, fields: Record<string, unknown>) {
	const words: Record<string, string | null> = {
		assign: `已确定由${unit}承办。`,
		accept: `${unit}已受理，将安排核查。`,
		decline: `${unit}决定不予受理。`,
		object: `承办单位认为不属于其职责，已退回，由${unit}裁定。`,
		transfer: `已转交${unit}办理，由该单位决定是否受理。`,
		merge: '与反映同一事项的另一件举报合并办理，您仍可用本编号查询。',
		investigate: `${unit}已派人核查。`,
		file: '核查发现违法事实，已立案。',
		rectify: `已责令整改，整改期限至${dayInWords(String(fields.rectifyBy))}。`,
		conclude: `已办结，结论为“${outcomeNames[fields.outcome as Outcome] ?? ''}”。`,
		review: '您申请了复查。',
		reopen: '复查后决定重新核查。',
		uphold: '复查后维持原结论。',
		'undo-conclude': '原办结已撤销，继续办理。',
		'undo-merge': '原并案已撤销，恢复单独办理。',
		restore: '原不予受理的决定已撤销，恢复办理。',
		supervise: '市级已督办。',
		extend: `情况复杂，经批准办结期限延长${fields.until ? `至${dayInWords(String(fields.until))}` : ''}。`,
		take: null,
		'hand-over': null,
		penalise: '已依法作出行政处罚决定。',
		serve: null,
		resume: `${unit}不再等候补充，继续办理。`,
	};
	return words[move] ?? null;
}
