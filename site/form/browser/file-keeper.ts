import { dropBytes, keepBytes, keptBytes } from './file-store.ts';
import { patience } from './patience.ts';

/** A file with its bytes, and whether this phone keeps them; undefined while that is not known. */
interface Kept {
	id: string;
	size: number;
	bytes: Blob | undefined;
	kept: boolean | undefined;
}

/** Keeps chosen files on the phone and takes them up again, one after the other; a silent store keeps nobody waiting. */
export class FileKeeper<F extends Kept> {
	private readonly changed: () => void;
	private readonly pending = new Set<F>();
	private readonly alarm = patience(() => this.giveUp());
	private turn: Promise<void> = Promise.resolve();

	/** `changed` is called when it is known of a file whether it is kept. */
	constructor(changed: () => void) {
		this.changed = changed;
	}

	/** Keeps a file as long as it is `wanted`. */
	keep(file: F, wanted: () => boolean): void {
		this.pending.add(file);
		this.alarm.again();
		this.turn = this.turn.then(() => this.keepNow(file, wanted));
	}

	/** Takes up files; `came` is called for each, `late` once when the store is silent for a while. */
	async takeUp(files: F[], came: (file: F, bytes: Blob | undefined) => void, late: () => void): Promise<void> {
		const alarm = patience(late);
		for (const file of files) {
			alarm.again();
			// Whatever the store says is wrong: the file is not there.
			came(file, await keptBytes(file.id, file.size, alarm.again).catch(() => undefined));
		}
		alarm.end();
	}

	/** What cannot be dropped now goes with everything once the report is sent. */
	drop({ id }: F): void {
		dropBytes(id).catch(() => undefined);
	}

	private async keepNow(file: F, wanted: () => boolean): Promise<void> {
		try {
			if (file.bytes) await keepBytes(file.id, file.bytes, wanted, this.alarm.again);
			file.kept = true;
		} catch {
			file.kept = false;
			this.drop(file);
		}
		this.pending.delete(file);
		if (this.pending.size === 0) this.alarm.end();
		this.changed();
	}

	private giveUp(): void {
		for (const file of Array.from(this.pending)) file.kept = false;
		this.changed();
	}
}
