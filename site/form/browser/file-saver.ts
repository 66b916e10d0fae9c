import { dropBytes, loadBytes, saveBytes } from './file-store.ts';
import { stallTimer } from './stall-timer.ts';

/** A file with its bytes, and whether they are stored on this phone; undefined while that is not known. */
interface StoredFile {
	id: string;
	size: number;
	bytes: Blob | undefined;
	stored: boolean | undefined;
}

/** Stores chosen files on the phone and restores them, one after the other; a store that does not answer blocks nothing. */
export class FileSaver<F extends StoredFile> {
	private readonly changed: () => void;
	private readonly pending = new Set<F>();
	private readonly timer = stallTimer(() => this.giveUp());
	private queue: Promise<void> = Promise.resolve();

	/** `changed` is called when it is known whether a file is stored. */
	constructor(changed: () => void) {
		this.changed = changed;
	}

	/** Stores a file, and stops once `wanted` returns false. */
	save(file: F, wanted: () => boolean): void {
		this.pending.add(file);
		this.timer.restart();
		this.queue = this.queue.then(() => this.saveNow(file, wanted));
	}

	/** Restores files; `loaded` is called for each, `late` once when the store does not answer for a while. */
	async restore(files: F[], loaded: (file: F, bytes: Blob | undefined) => void, late: () => void): Promise<void> {
		const timer = stallTimer(late);
		for (const file of files) {
			timer.restart();
			// Any error of the store means that the file is not there.
			loaded(file, await loadBytes(file.id, file.size, timer.restart).catch(() => undefined));
		}
		timer.end();
	}

	/** A file that cannot be dropped now is removed with everything else once the report is sent. */
	drop({ id }: F): void {
		dropBytes(id).catch(() => undefined);
	}

	private async saveNow(file: F, wanted: () => boolean): Promise<void> {
		try {
			if (file.bytes) await saveBytes(file.id, file.bytes, wanted, this.timer.restart);
			file.stored = true;
		} catch {
			file.stored = false;
			this.drop(file);
		}
		this.pending.delete(file);
		if (this.pending.size === 0) this.timer.end();
		this.changed();
	}

	private giveUp(): void {
		for (const file of Array.from(this.pending)) file.stored = false;
		this.changed();
	}
}
