import { count, eq } from 'drizzle-orm';
import type { Content } from '../../content/content.ts';
import { user } from '../../db/schema/accounts.ts';
import type { Auth } from '../accounts/auth.ts';
import { createAccount } from '../accounts/create-account.ts';
import type { StaffDeps } from '../deps.ts';
import { thePortal } from '../permission/actor.ts';
import type { Role } from '../permission/roles.ts';

export interface DemoAccount {
	username: string;
	name: string;
	role: Role;
	adcode: number;
	/** Code of the town, for a grid worker. */
	town?: string | undefined;
}

/**
 * A clerk, a handler and an approver for the city and each county (three people, as a review needs), a grid worker for
 * each county, an auditor and both administrators.
 */
export function demoAccounts({ content }: Pick<StaffDeps, 'content'>): DemoAccount[] {
	const { city, counties } = content.units;
	const office = (slug: string, adcode: number, role: Role, name: string): DemoAccount[] => [
		{ username: slug, name: `${name}经办（演示）`, role, adcode },
		{ username: `${slug}-handler`, name: `${name}办案（演示）`, role: 'handler', adcode },
		{ username: `${slug}-approver`, name: `${name}审核（演示）`, role: 'approver', adcode },
	];
	return [
		...office('city', city.adcode, 'city-supervisor', '市级'),
		...counties.flatMap((county) => office(county.slug, county.adcode, 'clerk', county.name)),
		...counties.flatMap(({ slug, adcode }) => gridWorker(content, slug, adcode)),
		{ username: 'auditor', name: '审计（演示）', role: 'auditor', adcode: city.adcode },
		{ username: 'admin', name: '系统管理（演示）', role: 'system-administrator', adcode: city.adcode },
		{ username: 'security', name: '安全管理（演示）', role: 'security-administrator', adcode: city.adcode },
	];
}

/** In the town that the county's list ends with: a village rather than a street. */
function gridWorker({ areas }: Content, slug: string, adcode: number): DemoAccount[] {
	const town = areas.towns.findLast((each) => each.adcode === adcode);
	if (!town) return [];
	return [{ username: `${slug}-grid`, name: '网格员（演示）', role: 'grid-worker', adcode, town: town.code }];
}

/** Makes the demo accounts that are not there yet. Returns true on the first start, when there were none at all. */
export async function makeDemoAccounts(deps: StaffDeps, auth: Auth, password: string): Promise<boolean> {
	const known = (await deps.db.read.select({ username: user.username }).from(user)).map(({ username }) => username);
	const missing = demoAccounts(deps).filter(({ username }) => !known.includes(username));
	if (missing.length === 0) return false;
	const passwordHash = await (await auth.$context).password.hash(password);
	for (const account of missing) {
		await createAccount(deps, auth, thePortal, { ...account, passwordHash, demo: true });
	}
	return known.length === 0;
}

/** True while there is an account that was made for demonstration. */
export async function hasDemoAccounts({ db }: Pick<StaffDeps, 'db'>): Promise<boolean> {
	const [row] = await db.read.select({ total: count() }).from(user).where(eq(user.demo, true));
	return (row?.total ?? 0) > 0;
}
