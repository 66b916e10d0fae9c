/** A file of content/ or data/record is wrong. The message is one Chinese sentence with file and key. */
export class ContentError extends Error {
	readonly file: string;
	readonly key: string;
	constructor(file: string, key: string, sentence: string) {
		super(`内容文件有误：${file}${key ? ` 的“${key}”` : ''}：${sentence}`);
		this.name = 'ContentError';
		this.file = file;
		this.key = key;
	}
}
