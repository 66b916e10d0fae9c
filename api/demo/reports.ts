import { eq } from 'drizzle-orm';
import { user } from '../../db/schema/accounts.ts';
import type { Officer } from '../accounts/officer.ts';
import { isRole } from '../accounts/roles.ts';
import { theReporter } from '../audit/write.ts';
import type { StaffDeps } from '../deps.ts';
import { findReport } from '../handling/find-report.ts';
import { move } from '../handling/move.ts';
import { receive } from '../intake/receive.ts';
import type { ReportInput } from '../intake/report-input.ts';
import { demoAccounts } from './accounts.ts';

/** How far the demo reports of a county are taken, so that the inbox shows every stage. */
const stories: ReadonlyArray<ReadonlyArray<{ move: string; fields: Record<string, unknown> }>> = [
	[],
	[{ move: 'accept', fields: {} }],
	[
		{ move: 'accept', fields: {} },
		{ move: 'investigate', fields: { officers: '演示人员甲\n演示人员乙' } },
	],
];

/** Sends sample reports through the real intake and the real moves. Place names come from content. */
export async function makeDemoReports(deps: StaffDeps): Promise<void> {
	const { counties } = deps.content.units;
	for (const [index, county] of counties.entries()) {
		const clerk = await officerNamed(deps, county.slug);
		const towns = deps.content.areas.towns.filter((town) => town.adcode === county.adcode);
		for (const [nth, story] of stories.entries()) {
			const category = deps.content.categories[(index + nth) % deps.content.categories.length];
			const receipt = await receive(deps, {
				channel: 'web',
				by: theReporter,
				idempotencyKey: deps.newId(),
				captcha: null,
				input: demoInput(category?.id ?? '', `演示数据：${category?.plain ?? ''}`, {
					adcode: county.adcode,
					town: towns[nth]?.name,
					place: '演示地点，并非真实位置',
				}),
			});
			for (const step of story) {
				const { version } = await findReport(deps.db.read, clerk, receipt.number);
				await move(deps, clerk, receipt.number, { ...step, version });
			}
		}
	}
	const [category] = deps.content.categories;
	await receive(deps, {
		channel: 'web',
		by: theReporter,
		idempotencyKey: deps.newId(),
		captcha: null,
		input: demoInput(category?.id ?? '', '演示数据：不清楚属于哪个县区的线索。', { place: '演示地点，县区不清楚' }),
	});
}

function demoInput(category: string, description: string, location: ReportInput['location']): ReportInput {
	return { category, description, location, reporter: { mode: 'anonymous' }, avoidCounty: false };
}

async function officerNamed(deps: StaffDeps, username: string): Promise<Officer> {
	const account = demoAccounts(deps).find((each) => each.username === username);
	const [found] = await deps.db.read.select().from(user).where(eq(user.username, username));
	if (!account || !found || !isRole(found.role)) throw new Error('demo accounts come before demo reports');
	return {
		...account,
		id: found.id,
		city: account.adcode === deps.content.units.city.adcode,
		demo: true,
		sessionId: '',
	};
}
