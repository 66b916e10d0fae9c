import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import { newKey } from '../../browser/new-key.ts';
import { forgetUpload, type RunningUpload, uploadFile } from '../../browser/upload-file.ts';
import { kindOf, type Limits, refuseFile } from './check-file.ts';
import type { DraftFile } from './draft-file.ts';
import { chosenFile, type EvidenceFile, type FileState, foundFile, isLost, toDraftFile } from './evidence-file.ts';
import { FileSaver } from './file-saver.ts';
import { dropAllBytes, dropFiles } from './file-store.ts';
import { hasArrived } from './has-arrived.ts';

export interface EvidenceEvents {
	/** Something about the files has changed. */
	changed(): void;
	/** What a draft has to know of them has changed. */
	held(): void;
	/** For a screen reader and for whoever waits. */
	tell(sentence: string): void;
	/** Why files were not added; stays until others are chosen. */
	refuse(sentences: string): void;
}

/** What is being written, to which the files belong. */
interface Draft {
	/** Ties the files to it. */
	draft: string;
	/** They stay on the phone until it is sent. */
	keeps: boolean;
	/** Those that a draft of an earlier visit knows of. */
	held: DraftFile[];
}

/** The files of a report: kept on the phone, sent one after the other in the background. */
export class Evidence {
	files: EvidenceFile[];
	private draft: string;
	private readonly keeps: boolean;
	private readonly limits: Limits;
	private readonly events: EvidenceEvents;
	private readonly keeper: FileSaver<EvidenceFile>;
	private resumed: boolean;
	private running: { file: EvidenceFile; upload: RunningUpload } | undefined;

	constructor({ draft, keeps, held }: Draft, limits: Limits, events: EvidenceEvents) {
		this.draft = draft;
		this.keeps = keeps;
		this.limits = limits;
		this.events = events;
		this.files = held.map(foundFile);
		this.resumed = held.length === 0;
		this.keeper = new FileSaver(() => events.changed());
	}

	/** Takes up the files of an earlier visit, once; each asks the server how far it came. */
	resume(): void {
		if (this.resumed) return;
		this.resumed = true;
		const reading = this.files.filter(({ state }) => state === 'reading');
		this.events.changed();
		void this.keeper.restore(
			reading,
			(file, bytes) => this.came(file, bytes),
			() => {
				for (const file of reading) if (file.state === 'reading') void this.askServer(file);
			},
		);
	}

	/**
	 * Adds files; tells for each that cannot be added why not. The first takes the place of `instead`; others that of
	 * a missing file that looks the same.
	 */
	add(chosen: File[], instead?: EvidenceFile): void {
		const refused: string[] = [];
		chosen.forEach((file, index) => {
			const replaced = index === 0 && instead ? instead : this.missingLike(file);
			const others = this.files.filter((other) => other.state !== 'refused' && other !== replaced);
			const sizes = others.map(({ size }) => size);
			const why = refuseFile(file, sizes, this.limits);
			const kind = kindOf(file);
			if (why || !kind) {
				refused.push(`没有添加“${file.name}”：${why}`);
				return;
			}
			if (replaced) this.discard(replaced);
			this.take(file, kind);
		});
		this.events.refuse(refused.join('\n'));
		this.events.tell(`已添加 ${this.files.length} 个文件。`);
		this.events.held();
		this.next();
	}

	remove(file: EvidenceFile): void {
		this.discard(file);
		this.events.tell(`已删除“${file.name}”。`);
		this.events.held();
		this.next();
	}

	pause(file: EvidenceFile): void {
		file.state = 'paused';
		this.stop(file);
		this.next();
	}

	continue(file: EvidenceFile): void {
		file.state = 'queued';
		this.next();
	}

	/** Those that may still arrive if one waits. */
	unfinished(): EvidenceFile[] {
		return this.inState('reading', 'queued', 'sending', 'waiting', 'paused');
	}

	/** Those of which the reporter has to say whether the report goes without them. */
	lost(): EvidenceFile[] {
		return this.files.filter(isLost);
	}

	/** Those that a reload would take from this phone. */
	unkept(): EvidenceFile[] {
		return this.keeps ? this.files.filter(({ stored, bytes }) => stored === false && bytes !== undefined) : [];
	}

	/** The server no longer knows what it had: each file asks anew and is sent again where it is gone. */
	askAgain(): boolean {
		if (!this.resumed) {
			this.resume();
			return this.files.length > 0;
		}
		const done = this.inState('done');
		for (const file of done) {
			file.state = file.bytes ? 'queued' : 'reading';
			file.sentBytes = 0;
			if (!file.bytes) void this.askServer(file);
		}
		this.next();
		return done.length > 0;
	}

	/** Names under which the server knows the complete files. */
	ids(): string[] {
		return this.inState('done').map(({ url }) => url.split('/').pop() ?? '');
	}

	/** What a draft keeps of them. */
	held(): DraftFile[] {
		return this.files.map(toDraftFile);
	}

	/** Token that the server wants with the names. */
	get token(): string {
		return this.draft;
	}

	/**
	 * Starts anew; `sent`: the server keeps what belongs to a report now, and other pages their files on the phone.
	 * Otherwise nothing is left there.
	 */
	async clear(sent: boolean): Promise<void> {
		this.running?.upload.stop();
		this.running = undefined;
		const { files } = this;
		if (!sent) for (const { url } of files) forgetUpload(url, this.draft);
		this.files = [];
		this.draft = newKey();
		this.events.changed();
		if (!this.keeps) return;
		await (sent ? dropFiles(files.map(({ id }) => id)) : dropAllBytes());
	}

	private inState(...states: FileState[]): EvidenceFile[] {
		return this.files.filter(({ state }) => states.includes(state));
	}

	private missingLike({ name, size }: File): EvidenceFile | undefined {
		return this.inState('missing', 'late').find((file) => file.name === name && file.size === size);
	}

	private take(chosen: File, kind: EvidenceKind): void {
		const file = chosenFile(chosen, kind);
		this.files.push(file);
		if (this.keeps) this.keeper.save(file, () => this.files.includes(file));
	}

	/** The store has answered, perhaps long after anybody waited for it. */
	private came(file: EvidenceFile, bytes: Blob | undefined): void {
		file.read = true;
		file.bytes = bytes;
		file.stored = bytes !== undefined;
		if (!this.files.includes(file)) return;
		if (bytes && file.state !== 'done') file.state = 'queued';
		else if (file.state === 'late') file.state = 'missing';
		else if (file.state === 'reading') void this.askServer(file);
		this.next();
	}

	/** What has arrived whole is not lost, whatever has become of it on this phone. */
	private async askServer(file: EvidenceFile): Promise<void> {
		const asking = () => this.files.includes(file) && file.state === 'reading';
		const arrived = await hasArrived(file.url, this.draft, file.size, asking);
		if (!asking()) return;
		file.state = arrived ? 'done' : file.read ? 'missing' : 'late';
		this.next();
	}

	private discard(file: EvidenceFile): void {
		this.files = this.files.filter((other) => other !== file);
		this.stop(file);
		if (this.keeps) this.keeper.drop(file);
		forgetUpload(file.url, this.draft);
	}

	private stop(file: EvidenceFile): void {
		if (this.running?.file !== file) return;
		this.running.upload.stop();
		this.running = undefined;
	}

	/** Starts the next file when none is on its way. */
	private next(): void {
		const file = this.files.find(({ state }) => state === 'queued');
		if (!this.running && file?.bytes) this.start(file, file.bytes);
		this.events.changed();
	}

	private start(file: EvidenceFile, bytes: Blob): void {
		const become = (state: FileState) => {
			file.state = state;
			this.events.changed();
		};
		const end = (state: FileState, sentence: string) => {
			file.state = state;
			this.running = undefined;
			this.events.tell(sentence);
			this.next();
		};
		file.state = 'sending';
		const upload = uploadFile({ ...file, bytes }, this.draft, {
			announced: (url) => {
				file.url = url;
				this.events.held();
			},
			progress: (sentBytes) => {
				file.sentBytes = sentBytes;
				become('sending');
			},
			waiting: (sentence) => {
				file.sentence = sentence;
				become('waiting');
			},
			// Loaded only here: most people never need it.
			prove: async () => (await import('../../browser/captcha/prove.ts')).proveWithoutPerson(),
			done: () => end('done', `“${file.name}”已传完。`),
			refused: (sentence) => {
				file.refusal = sentence;
				if (this.keeps) this.keeper.drop(file);
				this.events.held();
				// The reason stands at the file.
				end('refused', `“${file.name}”没有被接收。`);
			},
		});
		this.running = { file, upload };
	}
}
