import { computed } from 'vue';
import { may } from '../calls/session.ts';
import { pages } from './pages.ts';

/** The columns that the signed-in person may open. */
export const menu = computed(() =>
	pages.flatMap(({ path, menu, permission }) =>
		menu !== undefined && (permission === undefined || may(permission)) ? [{ path, name: menu }] : [],
	),
);
