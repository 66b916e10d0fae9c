import { absolute } from '../build/base.ts';
import { content } from '../build/content.ts';
import { listPath } from '../publications/list.ts';

interface Publication {
	id: string;
	demo: boolean;
	withdrawn?: { day: string; reason: string } | undefined;
}

/** Entries of a list as the open data gives them; withdrawn ones with day and reason only. */
function items<T extends Publication>(list: string, entries: T[]): object[] {
	return entries.map((entry) => {
		const { id, withdrawn, demo } = entry;
		const url = absolute(`${listPath(list)}${id}/`);
		return withdrawn
			? { id, withdrawn: { day: withdrawn.day, reason: withdrawn.reason }, demo, url }
			: { ...entry, url };
	});
}

/** The data files of the publications beside the case results, by the id of their list. */
export const publicationItems = {
	acceptance: () => items('acceptance', content().acceptances),
	decisions: () => items('decisions', content().decisions),
	restoration: () => items('restoration', content().restorations),
};
export type PublicationFile = keyof typeof publicationItems;
