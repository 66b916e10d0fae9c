import { countiesOf } from '../../../content/facts/area-name.ts';
import { countKinds } from '../../../content/facts/count-kinds.ts';
import { entryOf } from '../../../content/facts/look-up.ts';
import { placeInWords } from '../../../content/facts/place-in-words.ts';
import { dayOf } from '../../../content/facts/time.ts';
import type { Transaction } from '../../../db/database.ts';
import { sourceNumbers } from '../../../db/schema/intake.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { attachUploads, type SentUploads } from '../../evidence/attach-uploads.ts';
import { enqueue } from '../../outbox/outbox.ts';
import type { Actor } from '../../permission/actor.ts';
import { alarmForReporter, type ReporterAlarm } from '../../report/alarms/alarm-for-reporter.ts';
import { raiseAlarm } from '../../report/alarms/raise-alarm.ts';
import { beginReport, type NewReport } from '../../report/begin-report.ts';
import { promises, runningClock } from '../../report/clocks.ts';
import { recordEvent } from '../../report/record-event.ts';
import type { Report } from '../../report/report.ts';
import { type Statement, textOfStatement } from '../../report/statement.ts';
import type { Status } from '../../report/statuses.ts';
import { type Route, type RouteCode, route } from '../../routing/route.ts';
import { newNumber } from './number.ts';
import type { ReceiptAnswer } from './receipt-answer.ts';
import type { ReportInput } from './report-input.ts';
import type { Submission } from './submission.ts';

/** A report that is routed, numbered and sealed: `write` puts all of it into a transaction of the caller's and answers the receipt. */
export interface PreparedReport {
	id: string;
	number: string;
	/** Why it goes where it goes. */
	route: RouteCode;
	write(tx: Transaction): Promise<ReceiptAnswer>;
}

/** Does all that takes time before the database is locked. */
export async function prepareReport(
	deps: Deps,
	{ input, channel, by, sourceNumber, draft, commission }: Submission,
): Promise<PreparedReport> {
	const decision = { ...decideRoute(deps, input), ...(commission && { unit: commission.unit }) };
	const receivedAt = deps.now().toISOString();
	const promised = promises(deps.content, dayOf(deps.now()));
	const status: Status = decision.county ? 'assigned' : 'received';

	// What the city hands to a county was an alarm of the city's when it came in.
	const urgent = isUrgent(deps, input) && !commission;
	const number = newNumber(deps.randomDigits);
	const secret = deps.randomDigits(16);
	const { reporter } = input;
	const known = reporter.name || reporter.phone || reporter.email;
	const town = listedTown(deps.content, input, decision);
	const sealed = await deps.receiptKeys.seal(
		{ number, secret },
		{
			both: { statement: textOfStatement(statementOf(input, decision, town)) },
			operator: { identity: known ? JSON.stringify(reporter) : null },
		},
	);
	const id = deps.newId();
	const row: NewReport = {
		id,
		number,
		secretHash: sealed.secretHash,
		channel,
		category: input.category,
		sealedStatement: sealed.both.statement,
		sealedIdentity: sealed.operator.identity,
		mode: reporter.mode,
		recipient: sealed.recipient,
		wrappedIdentity: sealed.wrappedIdentity,
		bypassed: decision.avoided.length > 0,
		adcode: decision.county?.adcode ?? null,
		unitId: decision.unit.id,
		town,
		cell: decision.point && deps.cellOf(decision.point),
		pondId: input.pondId || null,
		mineId: input.mineId || null,
		occurredOn: input.occurredOn ?? null,
		routeCode: decision.code,
		routeBasis: decision.candidates.map(({ adcode, name }) => ({ adcode, name })),
		status,
		...runningClock(deps.content, status, { ...promised, extendedUntil: null }, dayOf(deps.now())),
		urgent,
		receivedAt,
		...promised,
		objections: 0,
		commissionOf: commission?.of ?? null,
		demo: deps.demo,
	};
	const answer: Omit<ReceiptAnswer, 'files' | 'alarm'> = {
		number,
		secret,
		status,
		county: decision.county,
		unit: decision.unit.name,
		avoided: countiesOf(deps.content, decision.avoided),
		...promised,
		trackUrl: new URL(`track/#${number}-${secret}`, deps.siteUrl).href,
	};
	const sent: SentUploads = { ids: input.uploads ?? [], draft };
	const fields = {
		route: decision.code,
		channel,
		...(sourceNumber && { sourceNumber }),
		...(sent.ids.length > 0 && { files: sent.ids.length }),
	};

	async function write(tx: Transaction): Promise<ReceiptAnswer> {
		const received = await beginReport(tx, deps, row, { actor: by, fields, avoided: decision.avoided });
		const attached = await attachUploads(tx, deps, sent, { reportId: id });
		if (sourceNumber) await tx.insert(sourceNumbers).values({ number: sourceNumber, reportId: id });
		await writeAudit(tx, deps, { actor: by, action: 'report.received', subject: number });
		await enqueue(tx, deps, { kind: 'unit.notify', unitId: decision.unit.id, number });
		const alarm = urgent ? await callDuty(tx, deps, received, by) : null;
		return { ...answer, ...(alarm && { alarm }), files: countKinds(attached) };
	}

	return { id, number, route: decision.code, write };
}

/**
 * Beside everything else that a report begins with: whoever is on duty hears of it, whatever day it is. Resolves to what
 * was really done.
 */
async function callDuty(tx: Transaction, deps: Deps, report: Report, by: Actor): Promise<ReporterAlarm | null> {
	const { joined } = await raiseAlarm(tx, deps, report, 'category');
	// The history says the same of what joins an alarm: whoever reads this case may not know of the other.
	await recordEvent(tx, deps, report, { move: 'alarm', actor: by, changes: { alarmSince: report.receivedAt } });
	const action = joined ? 'alarm.joined' : 'alarm.raised';
	await writeAudit(tx, deps, { actor: by, action, subject: report.number });
	return alarmForReporter(tx, deps.content, report);
}

function isUrgent({ content }: Deps, { category }: ReportInput): boolean {
	return entryOf(content.categories, category)?.urgent ?? false;
}

function decideRoute({ content, locate }: Deps, input: ReportInput): Route {
	const { location: place, category, pondId, mineId, avoidCounty, avoidCounties } = input;
	return route({ place, category, pondId, mineId, avoidCounty, avoidCounties }, content, locate);
}

const typedTown = ({ location }: ReportInput) => ('town' in location ? location.town : undefined) ?? null;

/** The town that the report names, as it stands in the list: anything else that was typed is the reporter's words. */
function listedTown(content: Deps['content'], input: ReportInput, { county, town }: Route): string | null {
	const typed = typedTown(input);
	if (!typed) return town;
	const named = placeInWords(typed, content)?.town ?? typed;
	const ofCounty = (adcode: number) => !county || adcode === county.adcode;
	return content.areas.towns.some(({ name, adcode }) => name === named && ofCounty(adcode)) ? named : null;
}

function statementOf(input: ReportInput, { point, candidates }: Route, town: string | null): Statement {
	const { location, description } = input;
	const typed = typedTown(input);
	return {
		words: description,
		place: location.place ?? null,
		town: typed === town ? null : typed,
		point: point && { lat: point.lat, lon: point.lon },
		datum: 'lat' in location ? location.datum : null,
		distances: candidates.map(({ adcode, distanceM }) => ({ adcode, distanceM })),
	};
}
