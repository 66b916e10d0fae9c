import { may } from '../calls/session.ts';
import { pages } from './pages.ts';

/** Where somebody lands first: the first page to land on that their permissions open. */
export function homePath(): string {
	return pages.find(({ home, permission }) => home && permission !== undefined && may(permission))?.path ?? '/own';
}
