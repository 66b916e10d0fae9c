import { z } from 'zod';
import type { Content } from '../../../content/content.ts';
import { withoutGroups } from '../../../content/facts/digits.ts';
import { entryOf, unitOf } from '../../../content/facts/look-up.ts';
import { outcomeNames } from '../../../content/facts/names.ts';
import { halfWidth, lengthOf, plainLine, plainLines } from '../../../content/facts/plain-text.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { Reader } from '../../../db/database.ts';
import { colleagues } from '../../accounts/colleagues.ts';
import type { Deps } from '../../deps.ts';
import { type FieldProblem, invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import { allowedCounties, avoidedBy, byPassed } from '../../report/by-pass/by-passes.ts';
import { findReport, reportNumbered } from '../../report/find-report.ts';
import type { MoveField, Options } from '../../report/moves/fields.ts';
import { type MoveName, moveTable } from '../../report/moves/table.ts';
import type { Report } from '../../report/report.ts';
import { settled } from '../../report/statuses.ts';

const longest = { text: 200, longtext: 4000, people: 500, choice: 100, date: 10, report: 40 } as const;

/** Fields of a move, split by who may read them. */
export interface ReadFields {
	/** Kept in clear with the event. */
	forStaff: Record<string, unknown>;
	/** Sealed to operator and report; undefined when nothing was written. */
	toReporter: string | undefined;
}

/**
 * Checks the fields of a move by their declaration. Throws invalid with every field to be corrected, and by_passed
 * where a unit is chosen that must never see the report.
 */
export async function readFields(
	deps: Deps,
	officer: Officer,
	{ report, move }: { report: Report; move: MoveName },
	input: Record<string, unknown>,
): Promise<ReadFields> {
	const known: string[] = moveTable[move].fields.map(({ name }) => name);
	const problems: FieldProblem[] = Object.keys(input).every((name) => known.includes(name))
		? []
		: [{ path: 'fields', message: '含有不能识别的内容，请刷新页面后重新填写' }];
	const read: ReadFields = { forStaff: {}, toReporter: undefined };
	for (const field of moveTable[move].fields) {
		const value = await readField(deps, officer, { report, field }, input[field.name]).catch((error: unknown) => {
			if (!(error instanceof FieldError)) throw error;
			problems.push({ path: field.name, message: error.message });
			return undefined;
		});
		if (field.toReporter) read.toReporter = typeof value === 'string' ? value : undefined;
		else if (value !== undefined) read.forStaff[field.name] = value;
	}
	if (problems.length > 0) throw invalid(...problems);
	return read;
}

class FieldError extends Error {}

async function readField(
	deps: Deps,
	officer: Officer,
	{ report, field }: { report: Report; field: MoveField },
	input: unknown,
) {
	const isList = field.type === 'people' && Array.isArray(input) && input.every((name) => typeof name === 'string');
	const text = isList ? input.join('\n') : input;
	if (text !== undefined && text !== null && typeof text !== 'string') throw new FieldError('内容的格式不对');
	const value = readText(field, text ?? '');
	if (value === '') {
		if (field.required) throw new FieldError(`请填写${field.label}`);
		return undefined;
	}
	if (lengthOf(value) > longest[field.type]) throw new FieldError(`${field.label}不超过 ${longest[field.type]} 个字`);
	if (field.type === 'date') return readDay(value, field.past ? dayOf(deps.now()) : undefined);
	if (field.type === 'people') return readPeople(value);
	if (field.type === 'report') return readReport(deps, officer, report, value);
	if (!field.options) return value;
	const chosen = entryOf(await optionsOf(deps, report, field.options), value);
	if (!chosen) throw await notOffered(deps, report, field, value);
	// The name of an officer is kept with the id: accounts change, the history does not.
	return field.options === 'officers' ? chosen : value;
}

/** Long texts and lists of people keep their lines; whatever is compared takes full-width forms, too. */
function readText({ type }: MoveField, text: string): string {
	if (type === 'longtext' || type === 'people') return plainLines(text);
	return type === 'date' || type === 'report' ? halfWidth(text) : plainLine(text);
}

function readDay(value: string, latest?: string): string {
	if (!z.iso.date().safeParse(value).success) throw new FieldError('日期应写成 2026-03-01 的样子');
	if (latest && value > latest) throw new FieldError('日期不能晚于今天');
	return value;
}

// 行政处罚法 42: at least two officers.
function readPeople(value: string): string[] {
	const names = [
		...new Set(
			value
				.split(/[\n,，、;；]+/)
				.map((name) => name.trim())
				.filter(Boolean),
		),
	];
	if (names.length < 2) throw new FieldError('核查人员至少两人');
	return names;
}

/** A unit that exists but must not get this report is refused with the reason; anything else is no choice at all. */
async function notOffered(deps: Deps, report: Report, field: MoveField, value: string): Promise<Error> {
	const unit = unitOf(deps.content, value);
	const avoided = unit && field.options === 'units' ? await avoidedBy(deps.db.read, report) : [];
	if (avoided.length > 0) return byPassed(deps.content, avoided);
	return new FieldError(`${field.label}不在可选范围内`);
}

async function readReport(deps: Deps, officer: Officer, report: Report, value: string): Promise<string> {
	const number = withoutGroups(value);
	await findReport(deps.db.read, officer, number).catch((error: unknown) => {
		if (error instanceof PortalError) throw new FieldError('没有找到这件线索，请核对编号');
		throw error;
	});
	const problem = await mergeProblem(deps.db.read, deps, report, number);
	if (problem) throw new FieldError(problem);
	return number;
}

/** Why a report cannot be merged into another, or null when it can. */
export async function mergeProblem(
	from: Reader,
	{ content }: Pick<Deps, 'content'>,
	report: Report,
	number: string,
): Promise<string | null> {
	const into = await reportNumbered(from, number);
	if (!into) return '没有找到要并入的线索';
	if (into.id === report.id) return '不能并入自身';
	const area = (of: Report) => of.adcode ?? content.units.city.adcode;
	if (area(into) !== area(report)) return '只能并入同一地区的线索';
	if (settled.includes(into.status)) return '这件线索已经办结，不能并入';
	if (into.proposedMove) return '这件线索正在等待审批，待审批后再并入';
	const avoided = await avoidedBy(from, report);
	return avoided.includes(area(into)) ? '举报人要求该地区回避，不能并入由该地区办理的线索' : null;
}

/** The options of a choice for a report, as the console shows them. */
export async function optionsOf(deps: Deps, report: Report, options: Options): Promise<Named[]> {
	const { units } = deps.content;
	const area = report.adcode ?? units.city.adcode;
	if (options === 'officers') {
		return (await colleagues(deps, area, report.unitId)).filter(({ id }) => id !== report.handlerId);
	}
	if (options === 'units') {
		const allowed = await allowedCounties(deps.db.read, deps.content, report);
		return units.units.filter(({ adcode }) => allowed.includes(adcode)).map(({ id, name }) => ({ id, name }));
	}
	if (options !== 'otherUnits') return fixedOptions(deps.content, options);
	const others = units.units.filter(({ id, adcode }) => adcode === area && id !== report.unitId);
	return others.map(({ id, name }) => ({ id, name }));
}

type Named = { id: string; name: string };

/** The options of a choice over all reports. */
export function fixedOptions(content: Content, options: Exclude<Options, 'officers'>): Named[] {
	switch (options) {
		case 'units':
		case 'allUnits':
		case 'otherUnits':
			return content.units.units.map(({ id, name }) => ({ id, name }));
		case 'declineReasons':
			return content.reasons.decline.map(({ id, name }) => ({ id, name }));
		case 'outcomes':
			return Object.entries(outcomeNames).map(([id, name]) => ({ id, name }));
	}
}
