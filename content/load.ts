import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { load as loadYaml, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { checkAttachments } from './checks/attachments.ts';
import { checkChannels, numberCases } from './checks/batches.ts';
import { checkDuty } from './checks/duty-checks.ts';
import { privateIn } from './checks/free-texts.ts';
import { checkReferences } from './checks/references.ts';
import type { Content } from './content.ts';
import { ContentError } from './content-error.ts';
import { plainLines } from './facts/plain-text.ts';
import { findInvisible, plainValues } from './facts/plain-values.ts';
import { Acceptance } from './schema/acceptance.ts';
import { AlarmRules, Duty } from './schema/alarms.ts';
import { CountyAreas as CountyAreasSchema, Towns as TownsSchema } from './schema/areas.ts';
import { BatchCover } from './schema/batch.ts';
import { Campaign } from './schema/campaign.ts';
import { Decision } from './schema/decision.ts';
import { EvidenceRules } from './schema/evidence.ts';
import { IdentityRules } from './schema/identity.ts';
import { Mine } from './schema/mine.ts';
import { GuidanceHead, NoticeHead } from './schema/notice.ts';
import { Pond } from './schema/pond.ts';
import { Restoration } from './schema/restoration.ts';
import { Result, WithdrawnResult } from './schema/result.ts';
import { RewardRules } from './schema/reward.ts';
import {
	AccountRules,
	ApprovalRules,
	Categories,
	Deadlines,
	Holidays,
	PublicationRules,
	Reasons,
	ReceiptRules,
	RoutingRules,
	Templates,
	UnitNewsRules,
	Units,
} from './schema/rules.ts';
import { Site } from './schema/site.ts';
import { MonthStatistics } from './schema/statistics.ts';

/** What may be left in a file name for it to be the id of an entry. */
const entryId = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads and checks all content. An entry of `recordDir` replaces the hand-written one of the same id.
 * Throws ContentError with the first thing that is wrong.
 */
export function loadContent(contentDir: string, recordDir?: string): Content {
	const read = <S extends z.ZodType>(file: string, schema: S) => readYaml(contentDir, file, schema);
	const written = <S extends z.ZodType>(file: string, schema: S) => refusePrivate(file, read(file, schema));
	const folders = recordDir ? [contentDir, recordDir] : [contentDir];
	const content: Content = {
		site: written('site.yaml', Site),
		categories: written('rules/categories.yaml', Categories),
		units: read('rules/units.yaml', Units),
		deadlines: written('rules/deadlines.yaml', Deadlines),
		routing: read('rules/routing.yaml', RoutingRules),
		reasons: read('rules/reasons.yaml', Reasons),
		receipt: read('rules/receipt.yaml', ReceiptRules),
		unitNews: read('rules/unit-news.yaml', UnitNewsRules),
		approvals: read('rules/approvals.yaml', ApprovalRules),
		holidays: read('rules/holidays.yaml', Holidays),
		templates: read('rules/templates.yaml', Templates),
		evidence: read('rules/evidence.yaml', EvidenceRules),
		publication: read('rules/publication.yaml', PublicationRules),
		identity: read('rules/identity.yaml', IdentityRules),
		reward: written('rules/reward.yaml', RewardRules),
		accounts: read('rules/accounts.yaml', AccountRules),
		alarms: read('rules/alarms.yaml', AlarmRules),
		duty: read('rules/duty.yaml', Duty),
		areas: {
			counties: read('areas/counties.geojson', CountyAreasSchema),
			towns: read('areas/towns.json', TownsSchema),
		},
		campaign: written('campaign/campaign.yaml', Campaign),
		notices: readPages(folders, 'notices', NoticeHead).sort(newestFirst((notice) => notice.published)),
		ponds: readEntries(folders, 'ponds', Pond),
		mines: readEntries([contentDir], 'mines', Mine),
		...readResults(folders),
		batches: readEntries(folders, 'batches', BatchCover),
		acceptances: readPublished(folders, 'acceptances', Acceptance),
		decisions: readPublished(folders, 'decisions', Decision),
		restorations: readPublished(folders, 'restorations', Restoration),
		statistics: readEntries(folders, 'statistics', MonthStatistics).reverse(),
		guidance: readPages(folders, 'guidance', GuidanceHead).sort((a, b) => a.order - b.order),
	};
	numberCases(content);
	checkReferences(content);
	checkDuty(content);
	checkChannels(content);
	checkAttachments(folders, content.notices);
	return content;
}

const newestFirst =
	<T extends { id: string }>(day: (entry: T) => string) =>
	(a: T, b: T): number =>
		day(b).localeCompare(day(a)) || b.id.localeCompare(a.id);

function readYaml<S extends z.ZodType>(root: string, file: string, schema: S): z.infer<S> {
	return check(file, readValues(root, file, true), schema);
}

/**
 * What a file holds, its texts as they are kept. In what was written by hand invisible characters are a mistake, for
 * they break feeds and tables; what publication wrote in earlier times is put right without a word.
 */
function readValues(root: string, file: string, byHand: boolean): unknown {
	const values = parse(file, readText(root, file));
	if (byHand) refuseInvisible(file, values);
	return plainValues(values);
}

function refuseInvisible(file: string, values: unknown): void {
	const found = findInvisible(values);
	if (!found) return;
	throw new ContentError(
		file,
		found.path.join('.'),
		`含有看不见的字符（${found.character}），请删去；从 Word 等软件粘贴的，请先粘贴到记事本`,
	);
}

function readText(root: string, file: string): string {
	try {
		return readFileSync(join(root, file), 'utf8');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
		throw new ContentError(file, '', '文件不存在，请按说明补上');
	}
}

// YAML is a superset of JSON, but JSON.parse is far faster on the large files of areas.
function parse(file: string, text: string): unknown {
	try {
		return file.endsWith('json') ? JSON.parse(text) : loadYaml(text);
	} catch (error) {
		const line = lineOf(error);
		throw new ContentError(file, '', `写法不对，无法读取${line ? `（第 ${line} 行）` : ''}`);
	}
}

/** Line of the file that could not be read, counted from 1. */
function lineOf(error: unknown): number | undefined {
	if (error instanceof YAMLException) return error.mark && error.mark.line + 1;
	const [, line] = /line (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
	return line === undefined ? undefined : Number(line);
}

function check<S extends z.ZodType>(file: string, value: unknown, schema: S): z.infer<S> {
	const parsed = schema.safeParse(value, { error: z.locales.zhCN().localeError });
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new ContentError(file, issue?.path.join('.') ?? '', issue?.message ?? '内容不符合要求');
}

/** What somebody wrote by hand is looked at here; the console's own was before two persons published it. */
function refusePrivate<Entry>(file: string, entry: Entry): Entry {
	const found = privateIn(entry);
	if (found) throw new ContentError(file, found.key, found.sentence);
	return entry;
}

interface EntryFile {
	id: string;
	root: string;
	file: string;
	/** False for what publication wrote. */
	byHand: boolean;
}

/** The files of one kind in all folders, a later folder replacing an entry of the same name. */
function entryFiles(folders: string[], kind: string, ending: string): EntryFile[] {
	const found = new Map<string, EntryFile>();
	for (const root of folders) {
		const folder = join(root, kind);
		if (!existsSync(folder)) continue;
		for (const name of readdirSync(folder)
			.filter((name) => name.endsWith(ending))
			.sort()) {
			const id = name.slice(0, -ending.length);
			const file = relative(root, join(folder, name));
			if (!entryId.test(id)) throw new ContentError(file, '', '文件名只用小写字母、数字和连字符');
			found.set(id, { id, root, file, byHand: root === folders[0] });
		}
	}
	return [...found.values()];
}

function readEntries<S extends z.ZodType<{ id: string }>>(
	folders: string[],
	kind: string,
	schema: S,
): Array<z.infer<S>> {
	return entryFiles(folders, kind, '.yaml').map((each) =>
		checkEntry(each, readValues(each.root, each.file, each.byHand), schema),
	);
}

function checkEntry<S extends z.ZodType<{ id: string }>>({ id, file, byHand }: EntryFile, values: unknown, schema: S) {
	const entry = check(file, values, schema);
	if (entry.id !== id) throw new ContentError(file, 'id', `应与文件名一致，写成 ${id}`);
	return byHand ? refusePrivate(file, entry) : entry;
}

function readResults(folders: string[]): Pick<Content, 'results' | 'withdrawnResults'> {
	const results: Result[] = [];
	const withdrawnResults: WithdrawnResult[] = [];
	for (const each of entryFiles(folders, 'results', '.yaml')) {
		const values = readValues(each.root, each.file, each.byHand);
		const isWithdrawn = typeof values === 'object' && values !== null && 'withdrawn' in values;
		if (!isWithdrawn) results.push(checkEntry(each, values, Result));
		else withdrawnResults.push(checkEntry(each, values, each.byHand ? WithdrawnResult : remains));
	}
	return {
		results: results.sort(newestFirst((entry) => entry.published)),
		withdrawnResults: withdrawnResults.sort(newestFirst((entry) => entry.withdrawn.day)),
	};
}

/** Publication once left the texts in the record of a withdrawn result: they are not even read. */
const remains = WithdrawnResult.strip();

function readPublished<S extends z.ZodType<{ id: string; published: string }>>(
	folders: string[],
	kind: string,
	schema: S,
): Array<z.infer<S>> {
	return readEntries(folders, kind, schema).sort(newestFirst((entry) => entry.published));
}

function readPages<S extends z.ZodType<object>>(folders: string[], kind: string, schema: S) {
	return entryFiles(folders, kind, '.md').map(({ id, root, file, byHand }) => {
		const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readText(root, file)) ?? [];
		if (head === undefined || body === undefined) {
			throw new ContentError(file, '', '开头应有两行 --- 之间的说明部分');
		}
		// The line of dashes counts, so that a fault is found in the line that it is said to be in.
		const values = parse(file, `\n${head}`);
		if (byHand) refuseInvisible(file, { ...(typeof values === 'object' && values), 正文: body });
		const page = {
			...check(file, plainValues(values), schema),
			id,
			body: byHand ? body : plainLines(body),
		};
		return byHand ? refusePrivate(file, page) : page;
	});
}
