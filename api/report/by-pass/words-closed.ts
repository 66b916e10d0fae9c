import type { Officer } from '../../permission/officer.ts';

/** True where an officer reads the city's summary in place of what the reporter sent. */
export function areWordsClosed(officer: Officer, { wordsClosedAt }: { wordsClosedAt: string | null }): boolean {
	return wordsClosedAt !== null && !officer.city;
}
