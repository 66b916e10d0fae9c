import type { Registered } from './registered.ts';

/** What a link to the form says that is to be reported. */
export interface Link {
	/** Empty where it says none. */
	category: string;
	registered: Pick<Registered, 'kind' | 'id'> | undefined;
}

/** Pages of ponds, mines and categories link to the form with ?pond=, ?mine= and ?category=. */
export function readLink(query: string): Link {
	const asked = new URLSearchParams(query);
	const [pond, mine] = [asked.get('pond'), asked.get('mine')];
	return {
		category: asked.get('category') ?? '',
		registered: pond ? { kind: 'pond', id: pond } : mine ? { kind: 'mine', id: mine } : undefined,
	};
}
