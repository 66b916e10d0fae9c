/** Whether an event is the reporter speaking of retaliation or a leak, with a receipt that opens the case or a void one. */
export function tellsOfRetaliation({ move }: { move: string }): boolean {
	return move === 'retaliation' || move === 'retaliation-by-void';
}
