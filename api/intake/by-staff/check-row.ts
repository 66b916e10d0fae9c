import type { Datum } from '../../../content/facts/datums.ts';
import type { ReportMode } from '../../../content/facts/names.ts';
import { parsePlace } from '../../../content/facts/read-place.ts';
import type { Deps } from '../../deps.ts';
import { fieldProblems } from '../../http/field-problems.ts';
import { wrongReferences } from '../receive/check-references.ts';
import { cellText } from './cell-text.ts';
import { EnteredReport } from './enter-report.ts';
import { datumNames, headOf, type ImportHead, importColumns, modeNames } from './import-columns.ts';
import type { ListRow, RowError } from './read-list.ts';

/** A row as the report it will be, or all its errors. */
export type CheckedRow = { report: EnteredReport; errors: [] } | { report: null; errors: RowError[] };

/** Checks one row by the same rules as a report that is typed in, and by the names of content. */
export function checkRow(deps: Pick<Deps, 'content' | 'now'>, { row, cells, from1904 }: ListRow): CheckedRow {
	const errors: RowError[] = [];
	const complain = (column: string, message: string) => {
		if (!errors.some((error) => error.column === column)) errors.push({ row, column, message });
	};
	const texts = new Map<ImportHead, string>();
	for (const { head, required, kind = 'words' } of importColumns) {
		const read = cellText(cells.get(head), kind, from1904);
		if ('wrong' in read) complain(head, read.wrong);
		else if (required && read.text === '') complain(head, '这一格必填');
		else texts.set(head, read.text);
	}
	const named = nameLookups(deps, texts, complain);
	const input = asReport(texts, named);
	const parsed = EnteredReport.safeParse(input);
	if (withoutDatum(texts)) complain('坐标来源', '请写明坐标来自哪里；不清楚的，请把坐标写进“地点”');
	const problems = parsed.success ? wrongReferences(deps, parsed.data) : fieldProblems(parsed.error.issues, input);
	for (const { path, message } of problems) complain(headOf(path), message);
	if (errors.length > 0 || !parsed.success) return { report: null, errors };
	return { report: parsed.data, errors: [] };
}

interface Names {
	category: string | undefined;
	adcode: number | undefined;
	mode: ReportMode | undefined;
	avoidCounty: boolean;
	datum: Datum | undefined;
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
		mode: look('举报方式', (text) => named(modeNames, text)),
		datum: look('坐标来源', (text) => named(datumNames, text)),
		avoidCounty: look('涉及当地人员', (text) => named(answers, text)) ?? false,
	};
}

function asReport(
	texts: Map<ImportHead, string>,
	{ category, adcode, mode, avoidCounty, datum }: Names,
): Record<string, unknown> {
	const text = (head: ImportHead) => texts.get(head) || undefined;
	return {
		channel: 'hotline',
		sourceNumber: text('12345 编号'),
		category,
		description: text('情况说明'),
		occurredOn: text('发生日期'),
		location: locationOf(text, adcode, datum),
		reporter: { mode, name: text('姓名'), phone: text('电话') },
		avoidCounty,
	};
}

/** A point has no field for the town: it stays in the words. */
function locationOf(text: (head: ImportHead) => string | undefined, adcode?: number, datum?: Datum) {
	const [coordinates, town, place] = [text('坐标'), text('乡镇'), text('地点')];
	if (!coordinates) return { adcode, town, place };
	return { coordinates, datum, adcode, place: [town, place].filter(Boolean).join('，') };
}

/** Bare numbers do not say of which map they are: read as another's they lie hundreds of metres beside. */
function withoutDatum(texts: Map<ImportHead, string>): boolean {
	const parsed = parsePlace(texts.get('坐标') ?? '');
	return parsed.ok && parsed.datum === undefined && !texts.get('坐标来源');
}

function named<Value>(names: Record<string, Value>, text: string): Value | undefined {
	return Object.hasOwn(names, text) ? names[text] : undefined;
}
