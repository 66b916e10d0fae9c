import { setImmediate } from 'node:timers/promises';
import { and, count, eq, gte, inArray } from 'drizzle-orm';
import { addDays, dayOf, startOf } from '../../../content/facts/time.ts';
import { findPrivate } from '../../../content/guard/find-private.ts';
import { type Grade, kindNames } from '../../../content/guard/finding.ts';
import type { Reader } from '../../../db/database.ts';
import { audit } from '../../../db/schema/audit.ts';
import type { AuditAction } from '../../audit/actions.ts';
import { raiseAlert } from '../../audit/alerts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { StaffDeps } from '../../deps.ts';
import { invalid, PortalError } from '../../http/errors.ts';
import type { Officer } from '../../permission/officer.ts';
import type { Report } from '../../report/report.ts';
import { commonWords } from '../guard/common-words.ts';
import { containsTrace } from '../guard/contains-trace.ts';
import type { ReporterTexts } from '../guard/reporter-texts.ts';
import { addTraces, noTraces, type ReporterTraces, wordingLength } from '../guard/reporter-traces.ts';
import type { PublicText } from './public-texts.ts';
import { allTexts, readableTexts } from './reporter-texts-of.ts';

/** Texts about one case that are on their way to the public. */
export interface GuardedTexts {
	report: Report;
	/** Receipt number or public id, for the log. */
	subject: string;
	texts: PublicText[];
}

const like = '不宜公开的个人信息或者与举报材料相同的内容';
/** The same sentence whatever of it was found. */
const rewrite = `含有${like}（连续 ${wordingLength} 个字以上相同的也算），请删去或者用办案人员的话改写`;
const refused: AuditAction[] = ['result.wording-refused', 'result.decision-refused'];

/**
 * Refuses what certainly has no place in public, and what the officer could read in the case (信访工作条例 30, 46;
 * 矿产资源法 57). The reporter's identity has no part in it: else drafts would tell, name by name, who reported.
 */
export async function refusePrivate(deps: StaffDeps, officer: Officer, guarded: GuardedTexts): Promise<void> {
	const traces = await tracesIn(deps, readableTexts(deps, officer, guarded.report));
	await refuseMatches(deps, officer, guarded, {
		action: 'result.wording-refused',
		grades: ['certain'],
		traces: traces,
	});
}

/**
 * The last look before texts are public: everything that any reporter of the case sent is searched, their identity, too.
 * Whoever is refused learns that something is there and not what; each refusal is logged, and after a few nothing more
 * can be published on that day. `grades`: what else of private data is refused.
 */
export async function refusePrivateInPublic(
	deps: StaffDeps,
	officer: Officer,
	guarded: GuardedTexts,
	grades: Grade[],
): Promise<void> {
	await refuseTrying(deps, officer);
	const traces = await tracesIn(deps, allTexts(deps, guarded.report));
	await refuseMatches(deps, officer, guarded, { action: 'result.decision-refused', grades, traces: traces });
}

/** Others get their turn after each piece: a reporter may have sent a lot. */
async function tracesIn({ content }: StaffDeps, pieces: AsyncIterable<ReporterTexts>): Promise<ReporterTraces> {
	const traces = noTraces();
	for await (const piece of pieces) {
		addTraces(traces, piece, commonWords(content));
		await setImmediate();
	}
	return traces;
}

interface Look {
	action: AuditAction;
	grades: Grade[];
	traces: ReporterTraces;
}

async function refuseMatches(deps: StaffDeps, officer: Officer, guarded: GuardedTexts, look: Look): Promise<void> {
	const found = guarded.texts.flatMap(([path, text]) => {
		const kinds = findPrivate(text).flatMap(({ kind, grade }) => (look.grades.includes(grade) ? kindNames[kind] : []));
		if (kinds.length > 0) return [{ path, kinds: [...new Set(kinds)] }];
		return containsTrace(look.traces, text) ? [{ path, kinds: [like] }] : [];
	});
	if (found.length === 0) return;
	const kinds = [...new Set(found.flatMap((each) => each.kinds))];
	await logRefusal(deps, officer, look.action, { subject: guarded.subject, reason: kinds.join('、') });
	throw invalid(...found.map((each) => ({ path: each.path, message: sentenceFor(each.kinds) })));
}

/** The same sentence for the same kind of thing, whoever it belongs to. */
function sentenceFor(kinds: string[]): string {
	return kinds.includes(like) ? rewrite : `含有${kinds.join('、')}，请删去或者遮盖`;
}

async function logRefusal(
	deps: StaffDeps,
	officer: Officer,
	action: AuditAction,
	{ subject, reason }: { subject: string; reason: string },
): Promise<void> {
	const { refusalsForAlert } = deps.content.publication;
	await deps.db.write(async (tx) => {
		await writeAudit(tx, deps, { actor: officer, action, subject, reason });
		const today = await refusalsToday(tx, deps, officer, refused);
		if (today % refusalsForAlert !== 0) return;
		const text = `${officer.name}今日已有 ${today} 次公开文字含有不宜公开的内容，未予接收，请核实。`;
		await raiseAlert(tx, deps, { kind: 'wording.refused', subject, text, forCity: true });
	});
}

/** Nobody finds out what a reporter sent by publishing one guess after the other. */
async function refuseTrying(deps: StaffDeps, officer: Officer): Promise<void> {
	const today = await refusalsToday(deps.db.read, deps, officer, ['result.decision-refused']);
	if (today < deps.content.publication.refusedDecisionsADay) return;
	const tomorrow = Date.parse(startOf(addDays(dayOf(deps.now()), 1)));
	throw new PortalError(
		'too_many',
		'今日您办理的公开文字多次含有不宜公开的内容，明日方可再发布或者撤回；急需办理的，请由其他审核人员办理。',
		{
			retryAfter: Math.ceil((tomorrow - deps.now().getTime()) / 1000),
		},
	);
}

async function refusalsToday(
	from: Reader,
	deps: Pick<StaffDeps, 'now'>,
	officer: Officer,
	actions: AuditAction[],
): Promise<number> {
	const since = startOf(dayOf(deps.now()));
	const mine = and(inArray(audit.action, actions), eq(audit.actorId, officer.id), gte(audit.at, since));
	const [counted] = await from.select({ total: count() }).from(audit).where(mine);
	return counted?.total ?? 0;
}
