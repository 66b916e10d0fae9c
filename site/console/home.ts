import { may } from './session.ts';

const homes = [
	['reports.list', '/reports'],
	['tasks.do', '/tasks'],
	['results.read', '/results'],
	['audit.read', '/audit'],
	['accounts.manage', '/accounts'],
] as const;

/** Where somebody lands first: the first page that their permissions open. */
export function homePath(): string {
	return homes.find(([permission]) => may(permission))?.[1] ?? '/own';
}

/** The view of the inbox that somebody sees first: what waits for their own hand. */
export function firstView(): string {
	if (may('reports.decide')) return 'city';
	return may('reports.move') ? 'new' : 'approval';
}
