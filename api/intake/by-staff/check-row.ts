import type { Deps } from '../../deps.ts';
import { fieldProblems } from '../../field-problems.ts';
import { wrongReferences } from '../check-references.ts';
import { cellText } from './cell-text.ts';
import { EnteredReport } from './enter-report.ts';
import { headOf, type ImportHead, importColumns, modeNames } from './import-columns.ts';
import type { ListRow, RowError } from './read-list.ts';

/** A row as the report it will be, or everything that has to be mended in it. */
export type CheckedRow = { report: EnteredReport; errors: [] } | { report: null; errors: RowError[] };

/** Checks one row by the same rules as a report that is typed in, and by the names of content. */
export function checkRow(deps: Pick<Deps, 'content' | 'now'>, { row, cells }: ListRow): CheckedRow {
	const errors: RowError[] = [];
	const complain = (column: string, message: string) => {
		if (!errors.some((error) => error.column === column)) errors.push({ row, column, message });
	};
	const texts = new Map<ImportHead, string>();
	for (const { head, path, required } of importColumns) {
		const read = cellText(cells.get(head), path === 'occurredOn');
		if ('wrong' in read) complain(head, read.wrong);
		else if (required && read.text === '') complain(head, '这一格必填');
		else texts.set(head, read.text);
	}
	const named = nameLookups(deps, texts, complain);
	const given = asReport(texts, named);
	const parsed = EnteredReport.safeParse(given);
	const problems = parsed.success ? wrongReferences(deps, parsed.data) : fieldProblems(parsed.error.issues, given);
	for (const { path, message } of problems) complain(headOf(path), message);
	if (errors.length > 0 || !parsed.success) return { report: null, errors };
	return { report: parsed.data, errors: [] };
}

interface Names {
	category: string | undefined;
	adcode: number | undefined;
	mode: string | undefined;
	avoidCounty: boolean;
}

/** Names that people write, as the ids that the portal keeps. */
function nameLookups(
	{ content }: Pick<Deps, 'content'>,
	texts: Map<ImportHead, string>,
	complain: (column: ImportHead, message: string) => void,
): Names {
	const byChoices = '请按“可选名称”表填写';
	const look = <Found>(head: ImportHead, find: (text: string) => Found | undefined): Found | undefined => {
		const text = texts.get(head);
		const found = text ? find(text) : undefined;
		if (text && found === undefined) complain(head, `没有这个名称，${byChoices}`);
		return found;
	};
	const answers: Record<string, boolean> = { 是: true, 否: false };
	return {
		category: look('举报事项', (text) => content.categories.find(({ name }) => name === text)?.id),
		adcode: look(
			'县（市）区',
			(text) => content.units.counties.find(({ name, fullName }) => name === text || fullName === text)?.adcode,
		),
		mode: look('举报方式', (text) =>
			Object.hasOwn(modeNames, text) ? modeNames[text as keyof typeof modeNames] : undefined,
		),
		avoidCounty: look('涉及当地人员', (text) => (Object.hasOwn(answers, text) ? answers[text] : undefined)) ?? false,
	};
}

function asReport(
	texts: Map<ImportHead, string>,
	{ category, adcode, mode, avoidCounty }: Names,
): Record<string, unknown> {
	const text = (head: ImportHead) => texts.get(head) || undefined;
	return {
		channel: 'hotline',
		sourceNumber: text('12345 编号'),
		category,
		description: text('情况说明'),
		occurredOn: text('发生日期'),
		location: { adcode, town: text('乡镇'), place: text('地点') },
		reporter: { mode, name: text('姓名'), phone: text('电话') },
		avoidCounty,
	};
}
