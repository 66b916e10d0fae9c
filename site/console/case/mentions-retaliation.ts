/** Whether an event is a report of retaliation or a leak by the reporter, with a valid or a void receipt. */
export function mentionsRetaliation({ move }: { move: string }): boolean {
	return move === 'retaliation' || move === 'retaliation-by-void';
}
