/** So that the reporter sees that the files have arrived, of which nothing else is ever shown. */
export function withFiles(files: number | undefined): string {
	return files === undefined ? '' : `和 ${files} 个文件`;
}
