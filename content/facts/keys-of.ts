/** The keys of a table in their order, as exactly those that it has. */
export function keysOf<T extends object>(table: T): Array<keyof T & string> {
	const keys: Array<keyof T & string> = [];
	for (const key in table) keys.push(key);
	return keys;
}
