import { eq } from 'drizzle-orm';
import { addDays, addMinutes, dayOf } from '../../content/facts/time.ts';
import { user } from '../../db/schema/accounts.ts';
import type { StaffDeps } from '../deps.ts';
import { answerAlarm } from '../handling/alarms/answer-alarm.ts';
import { move } from '../handling/moves/move.ts';
import { approveProposal } from '../handling/proposals/approve-proposal.ts';
import { createTask } from '../handling/tasks/create-task.ts';
import { gridWorkersOf } from '../handling/tasks/grid-workers.ts';
import { receive } from '../intake/receive/receive.ts';
import type { ReportInput } from '../intake/receive/report-input.ts';
import { theReporter } from '../permission/actor.ts';
import type { Officer } from '../permission/officer.ts';
import { isRole } from '../permission/roles.ts';
import { findReport } from '../report/find-report.ts';
import { demoAccounts } from './accounts.ts';
import { type Story, stories } from './stories.ts';

const dayMs = 86_400_000;

interface DemoReport {
	story: Story;
	/** Account that handles it, and those who approve and confirm; null for a report that the city has to place. */
	clerk: Officer | null;
	approvers: Officer[];
	input: ReportInput;
	number?: string;
}

/**
 * Sends sample reports through the real intake and the real moves, each at its own time in the past months,
 * so that the first look shows an inbox at work. Place names come from content.
 */
export async function makeDemoReports(deps: StaffDeps): Promise<void> {
	const reports = await planReports(deps);
	const acts = reports.flatMap((report) => [
		{ daysAgo: report.story.receivedDaysAgo, run: (then: StaffDeps) => send(then, report) },
		...report.story.moves.map((step) => ({
			daysAgo: step.daysAgo,
			run: (then: StaffDeps) => take(then, report, step.move, step.fields(dayOf(then.now()))),
		})),
		...(report.story.taskDaysAgo === undefined
			? []
			: [{ daysAgo: report.story.taskDaysAgo, run: (then: StaffDeps) => askToCheck(then, report) }]),
	]);
	const start = deps.now().getTime();
	// In the order of time, as the audit log would have it.
	for (const { daysAgo, run } of acts.sort((a, b) => b.daysAgo - a.daysAgo)) {
		await run({ ...deps, now: () => new Date(start - daysAgo * dayMs) });
	}
}

async function planReports(deps: StaffDeps): Promise<DemoReport[]> {
	const { categories, units, areas } = deps.content;
	const [firstCategory] = categories;
	const reports: DemoReport[] = [
		{
			story: { receivedDaysAgo: 1, moves: [] },
			clerk: null,
			approvers: [],
			input: demoInput(firstCategory?.id ?? '', '不清楚属于哪个县区的线索。', { place: '演示地点，县区不清楚' }),
		},
	];
	for (const [index, county] of units.counties.entries()) {
		const clerk = await officerNamed(deps, county.slug);
		const approvers = [await officerNamed(deps, `${county.slug}-approver`), await officerNamed(deps, 'city')];
		const towns = areas.towns.filter((town) => town.adcode === county.adcode);
		for (const [nth, story] of stories.entries()) {
			const category = categories[(index + nth * 3) % categories.length];
			const place = { adcode: county.adcode, town: towns[nth % towns.length]?.name, place: '演示地点，并非真实位置' };
			reports.push({ story, clerk, approvers, input: demoInput(category?.id ?? '', category?.plain ?? '', place) });
		}
	}
	return reports;
}

async function send(deps: StaffDeps, report: DemoReport): Promise<void> {
	const { number, alarm } = await receive(deps, {
		channel: 'web',
		by: theReporter,
		idempotencyKey: deps.newId(),
		captcha: null,
		input: { ...report.input, occurredOn: addDays(dayOf(deps.now()), -2) },
	});
	report.number = number;
	// Only what came in today may still be waiting.
	if (!alarm || !report.clerk || report.story.receivedDaysAgo === 0) return;
	const soon = { ...deps, now: () => addMinutes(deps.now(), 4) };
	await answerAlarm(soon, report.clerk, number);
}

async function take(deps: StaffDeps, report: DemoReport, name: string, fields: Record<string, unknown>) {
	const { clerk, approvers, number } = report;
	if (!clerk || !number) throw new Error('a demo report is sent before it is handled');
	const { version } = await findReport(deps.db.read, clerk, number);
	let moved = await move(deps, clerk, number, { move: name, version, fields });
	for (const approver of moved.proposedMove ? approvers : []) {
		await approveProposal(deps, approver, number, moved.version);
		moved = await findReport(deps.db.read, approver, number);
	}
}

async function askToCheck(deps: StaffDeps, { clerk, number }: DemoReport): Promise<void> {
	if (!clerk || !number) throw new Error('a demo report is sent before anybody is asked to check it');
	const [worker] = await gridWorkersOf(deps.db.read, clerk);
	if (!worker) return;
	const dueOn = addDays(dayOf(deps.now()), 4);
	const place = '演示地点，并非真实位置';
	await createTask(deps, clerk, number, {
		worker: worker.id,
		place,
		request: '演示任务：拍摄现场照片。',
		dueOn,
		withPosition: false,
	});
}

function demoInput(category: string, words: string, location: ReportInput['location']): ReportInput {
	return {
		category,
		description: `演示数据：${words}`,
		location,
		reporter: { mode: 'anonymous' },
		avoidCounty: false,
		avoidCounties: [],
	};
}

async function officerNamed(deps: StaffDeps, username: string): Promise<Officer> {
	const account = demoAccounts(deps).find((each) => each.username === username);
	const [found] = await deps.db.read.select().from(user).where(eq(user.username, username));
	if (!account || !found || !isRole(found.role)) throw new Error('demo accounts come before demo reports');
	const city = account.adcode === deps.content.units.city.adcode;
	return { ...account, id: found.id, city, demo: true, sessionId: '' };
}
