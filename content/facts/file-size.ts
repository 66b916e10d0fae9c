/** Bytes in the MB that rules and pages speak of. */
export const megabyte = 1_000_000;

/** A file's size as people say it, e.g. 12 KB or 2.3 MB. */
export function fileSize(bytes: number): string {
	return bytes < megabyte ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / megabyte).toFixed(1)} MB`;
}
