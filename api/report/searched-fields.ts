/** Every value that an officer wrote into the fields of an event, however deep: staff search them. */
export function leavesOf(value: unknown): string[] {
	if (value === null || value === undefined) return [];
	return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [String(value)];
}
