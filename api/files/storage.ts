import { PortalError } from '../http/errors.ts';

/**
 * Where files lie that are more than one process's own: the disk of this machine, or a bucket that several share. Names
 * are paths with `/`; nothing of a reporter is in them.
 */
export interface Storage {
	/**
	 * Keeps what comes under this name, in place of an earlier file. It is there as a whole once this resolves; where the
	 * source or the storage fails, what was there before stays. Throws StorageAway, or what the source threw.
	 */
	put(name: string, source: AsyncIterable<Uint8Array>): Promise<void>;
	/**
	 * The bytes of a file from `start` on, at most `length` of them. The stream fails where it breaks off before the end.
	 * Throws NotStored, StorageAway.
	 */
	get(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
	/** Bytes of a file; null where there is none. Throws StorageAway. */
	size(name: string): Promise<number | null>;
	/** Keeps the same bytes under a second name. Throws NotStored, StorageAway. */
	copy(from: string, to: string): Promise<void>;
	/** Removes files, those too that are not there. Throws StorageAway. */
	remove(names: string[]): Promise<void>;
	/** The files whose names begin so, in no order. Throws StorageAway. */
	list(prefix: string): AsyncIterable<StoredFile>;
	/** Whether the storage answers; asked often, so it remembers the answer for some seconds. */
	answers(): Promise<boolean>;
}

/** A part of a file, in bytes. */
export interface ByteRange {
	start: number;
	length: number;
}

/** A file as a list shows it. */
export interface StoredFile {
	name: string;
	/** When it was last written, in milliseconds. */
	writtenAt: number;
	/** False of what a crash left half-written on a disk. */
	whole: boolean;
}

/** There is no such file. */
export class NotStored extends Error {
	override readonly name = 'NotStored';
}

/** The storage does not answer, or refuses. What was acknowledged is kept, and the same again will do later. */
export class StorageAway extends PortalError {
	constructor(cause?: unknown) {
		super('unavailable', '文件存储暂时不可用，请过几分钟再试，已收到的部分不会丢失；也可以先提交文字举报。', {
			retryAfter: 60,
		});
		this.cause = cause;
	}
}
