import { progressNames } from '../../../content/facts/names.ts';
import type { Reference } from '../calls/answers.ts';

/** Keys of a public result in the order the public page shows them. */
const labels: [key: string, label: string][] = [
	['id', '编号'],
	['batch', '批次'],
	['adcode', '行政区域'],
	['town', '乡镇'],
	['category', '类型'],
	['pondId', '涉及尾矿库'],
	['problem', '问题基本情况'],
	['findings', '调查核实情况'],
	['outcome', '是否属实'],
	['measures.corrected', '纠正情况'],
	['measures.penalised', '处罚情况'],
	['measures.rectified', '整改情况'],
	['accountability', '责任人被处理情况'],
	['legalBasis', '法律依据'],
	['progress', '办结情况'],
	['unit', '承办单位'],
	['receivedMonth', '收到月份'],
	['concluded', '办结日期'],
	['published', '发布日期'],
	['withdrawn.day', '撤回日期'],
	['withdrawn.reason', '撤回理由'],
];

/** What a text of a draft is called, by its key. */
export function labelOf(path: string): string {
	return path === 'title' ? '标题' : (labels.find(([key]) => key === path)?.[1] ?? path);
}

/** A line of the preview. */
export interface PublicLine {
	key: string;
	label: string;
	value: string;
	/** Long text stands under its label. */
	long: boolean;
}

const long = ['problem', 'findings', 'measures', 'accountability'];
/** Shown as the heading, or as a mark beside it. */
const elsewhere = ['title', 'demo', 'updates'];

/** Every public field in words. A key this page does not know is shown as it is, so that nothing goes out unseen. */
export function publicLines(record: Record<string, unknown>, names: Reference | null): PublicLine[] {
	const flat = flatten(record);
	const known = labels.flatMap(([key, label]) => (flat.has(key) ? [line(key, label, flat.get(key), names)] : []));
	const listed = new Set(labels.map(([key]) => key));
	const unknown = [...flat].filter(([key]) => !listed.has(key) && !elsewhere.includes(key.split('.')[0] ?? ''));
	return [...known, ...unknown.map(([key, value]) => line(key, key, value, names))];
}

function line(key: string, label: string, value: unknown, names: Reference | null): PublicLine {
	return { key, label, value: inWords(key, value, names), long: long.includes(key.split('.')[0] ?? '') };
}

function flatten(record: Record<string, unknown>, prefix = ''): Map<string, unknown> {
	return new Map(
		Object.entries(record).flatMap(([key, value]): [string, unknown][] =>
			value !== null && typeof value === 'object' && !Array.isArray(value)
				? [...flatten(value as Record<string, unknown>, `${prefix}${key}.`)]
				: [[`${prefix}${key}`, value]],
		),
	);
}

function inWords(key: string, value: unknown, names: Reference | null): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
	if (key === 'adcode')
		return [...(names?.counties ?? []), names?.city].find((each) => String(each?.adcode) === text)?.name ?? text;
	if (key === 'category') return names?.categories.find(({ id }) => id === text)?.name ?? text;
	if (key === 'outcome') return names?.outcomes.find(({ id }) => id === text)?.name ?? text;
	if (key === 'progress') return new Map(Object.entries(progressNames)).get(text) ?? text;
	return text;
}
