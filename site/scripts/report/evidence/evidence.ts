import { newKey } from '../new-key.ts';
import { type Limits, refuseFile } from './check-file.ts';
import { dropAllFiles, dropFile, type KeptFile, keepFile, keptFiles } from './file-shelf.ts';
import { forgetUpload, type RunningUpload, uploadFile } from './upload-file.ts';

export type FileState = 'queued' | 'sending' | 'waiting' | 'paused' | 'done' | 'refused';

/** A chosen file on its way. */
export interface EvidenceFile extends KeptFile {
	state: FileState;
	sentBytes: number;
	/** Why the server did not take it, or lets it wait. */
	sentence: string;
}

export interface EvidenceEvents {
	/** Something about the files has changed. */
	changed(): void;
	/** For a screen reader and for whoever waits. */
	tell(sentence: string): void;
	/** Why files were not added; stays until others are chosen. */
	refuse(sentences: string): void;
}

/** The files of a report: kept on the phone, sent one after the other in the background. */
export class Evidence {
	files: EvidenceFile[] = [];
	private draft: string;
	private readonly keeps: boolean;
	private readonly limits: Limits;
	private readonly events: EvidenceEvents;
	private running: { file: EvidenceFile; upload: RunningUpload } | undefined;

	/** `draft` ties the files to what is being written; `keeps`: they stay on the phone until it is sent. */
	constructor(draft: string, keeps: boolean, limits: Limits, events: EvidenceEvents) {
		this.draft = draft;
		this.keeps = keeps;
		this.limits = limits;
		this.events = events;
	}

	/** Takes up the files of an earlier visit; each asks the server how far it came. */
	async resume(): Promise<void> {
		const kept = await keptFiles().catch(() => []);
		this.files = [...kept.map((file) => fresh(file)), ...this.files];
		this.next();
	}

	/** Adds files; tells for each that cannot be added why not. */
	add(chosen: File[]): void {
		const refused: string[] = [];
		for (const file of chosen) {
			const taken = this.files.filter(({ state }) => state !== 'refused');
			const sizes = taken.map((other) => other.file.size);
			const why = refuseFile(file, sizes, this.limits);
			if (why) refused.push(`没有添加“${file.name}”：${why}`);
			else this.keep({ id: newId(), file, url: '' });
		}
		this.events.refuse(refused.join('\n'));
		this.events.tell(`已添加 ${this.files.length} 个文件。`);
		this.next();
	}

	remove(file: EvidenceFile): void {
		this.files = this.files.filter((other) => other !== file);
		this.stop(file);
		this.drop(file);
		forgetUpload(file.url, this.draft);
		this.events.tell(`已删除“${file.file.name}”。`);
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

	unfinished(): EvidenceFile[] {
		return this.files.filter(({ state }) => state !== 'done' && state !== 'refused');
	}

	/** The server no longer knows what it had: each file asks anew and is sent again where it is gone. */
	askAgain(): boolean {
		const done = this.files.filter(({ state }) => state === 'done');
		for (const file of done) {
			file.state = 'queued';
			file.sentBytes = 0;
		}
		this.next();
		return done.length > 0;
	}

	/** Names under which the server knows the complete files. */
	ids(): string[] {
		const done = this.files.filter(({ state }) => state === 'done');
		return done.map(({ url }) => url.split('/').pop() ?? '');
	}

	/** Token that the server wants with the names. */
	get token(): string {
		return this.draft;
	}

	/** Starts anew and leaves nothing on the phone; `sent`: the server keeps what belongs to a report now. */
	async clear(sent: boolean): Promise<void> {
		this.running?.upload.stop();
		this.running = undefined;
		if (!sent) for (const { url } of this.files) forgetUpload(url, this.draft);
		this.files = [];
		this.draft = newKey();
		this.events.changed();
		if (this.keeps) await dropAllFiles();
	}

	private keep(kept: KeptFile): void {
		this.files.push(fresh(kept));
		this.save(kept);
	}

	private save({ id, file, url }: KeptFile): void {
		if (!this.keeps) return;
		keepFile({ id, file, url }).catch(() => {
			this.events.tell('本机存不下这些文件，传完之前请不要关闭网页。');
		});
	}

	private drop({ id }: KeptFile): void {
		// What cannot be deleted now goes with the whole shelf.
		if (this.keeps) dropFile(id).catch(() => undefined);
	}

	private stop(file: EvidenceFile): void {
		if (this.running?.file !== file) return;
		this.running.upload.stop();
		this.running = undefined;
	}

	/** Starts the next file when none is on its way. */
	private next(): void {
		const file = this.files.find(({ state }) => state === 'queued');
		if (!this.running && file) this.start(file);
		this.events.changed();
	}

	private start(file: EvidenceFile): void {
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
		const upload = uploadFile(file, this.draft, {
			announced: (url) => {
				file.url = url;
				this.save(file);
			},
			progress: (sentBytes) => {
				file.sentBytes = sentBytes;
				become('sending');
			},
			waiting: (sentence) => {
				file.sentence = sentence;
				become('waiting');
			},
			done: () => end('done', `“${file.file.name}”已传完。`),
			refused: (sentence) => {
				file.sentence = sentence;
				this.drop(file);
				// The reason stands at the file.
				end('refused', `“${file.file.name}”没有被接收。`);
			},
		});
		this.running = { file, upload };
	}
}

function fresh(kept: KeptFile): EvidenceFile {
	return { ...kept, state: 'queued', sentBytes: 0, sentence: '' };
}

/** Sorts in the order of choosing. */
function newId(): string {
	return `${Date.now().toString(36)}-${newKey()}`;
}
