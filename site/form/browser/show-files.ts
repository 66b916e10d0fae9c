import { fileSize } from '../../../content/facts/file-size.ts';
import { element } from '../../browser/element.ts';
import type { Evidence } from './evidence.ts';
import { type EvidenceFile, isLost } from './evidence-file.ts';

/** One line a file with its progress and what can be done; a line stays the same element while its file is listed. */
export class FileList {
	private readonly list: HTMLElement;
	private readonly evidence: Evidence;
	private readonly replace: (file: EvidenceFile) => void;
	private readonly lines = new Map<string, Line>();

	/** `replace` lets the reporter choose another file for one. */
	constructor(list: HTMLElement, evidence: Evidence, replace: (file: EvidenceFile) => void) {
		this.list = list;
		this.evidence = evidence;
		this.replace = replace;
	}

	show(): void {
		const { files } = this.evidence;
		for (const [id, line] of Array.from(this.lines)) {
			if (files.some((file) => file.id === id)) continue;
			line.box.remove();
			this.lines.delete(id);
		}
		for (const file of files) this.lineOf(file).show(file);
		this.list.hidden = files.length === 0;
	}

	private lineOf(file: EvidenceFile): Line {
		const known = this.lines.get(file.id);
		if (known) return known;
		const line = new Line(file, this.evidence, this.replace);
		this.lines.set(file.id, line);
		this.list.appendChild(line.box);
		return line;
	}
}

class Line {
	readonly box: HTMLElement;
	private readonly bar: HTMLProgressElement;
	private readonly state = element('p', { class: 'field-hint' });
	private readonly pause: HTMLButtonElement;
	private readonly go: HTMLButtonElement;
	private readonly replace: HTMLButtonElement;

	constructor(file: EvidenceFile, evidence: Evidence, replace: (file: EvidenceFile) => void) {
		const { name, size } = file;
		this.bar = element('progress', { max: String(size), value: '0', 'aria-label': `${name} 的上传进度` });
		this.pause = button('暂停', name, () => evidence.pause(file));
		this.go = button('继续', name, () => evidence.continue(file));
		this.replace = button('重新选择', name, () => replace(file));
		this.replace.dataset.replace = '';
		const remove = button('删除', name, () => evidence.remove(file));
		this.box = element(
			'li',
			{},
			element('p', { class: 'evidence-name' }, `${name}（${fileSize(size)}）`),
			this.bar,
			this.state,
			element('p', { class: 'evidence-buttons' }, this.replace, this.pause, this.go, remove),
		);
	}

	show(file: EvidenceFile): void {
		const { state, sentBytes } = file;
		const lost = isLost(file);
		this.bar.value = state === 'done' ? file.size : sentBytes;
		this.bar.hidden = lost || state === 'reading';
		const words = inWords(file);
		if (this.state.textContent !== words) this.state.textContent = words;
		this.replace.hidden = !lost;
		this.pause.hidden = lost || state === 'reading' || state === 'done' || state === 'paused';
		this.go.hidden = state !== 'paused';
	}
}

function inWords({ state, sentBytes, size, sentence, refusal }: EvidenceFile): string {
	const percent = Math.floor((sentBytes / size) * 100);
	if (state === 'reading') return '正在从本机读取。';
	if (state === 'late') return '还没有从本机读出，读出后自动继续，也可以重新选择。';
	if (state === 'missing') return '没有保存在本机，请重新选择。';
	if (state === 'queued') return '等待上传。';
	if (state === 'sending') return percent === 100 ? '正在检查文件。' : `正在上传，已完成 ${percent}%。`;
	if (state === 'waiting') return `${sentence || '网络中断，恢复后自动继续。'}已完成 ${percent}%。`;
	if (state === 'paused') return `已暂停，已完成 ${percent}%。`;
	return state === 'done' ? '已传完。' : `没有接收：${refusal}`;
}

function button(words: string, name: string, press: () => void): HTMLButtonElement {
	const made = element('button', { type: 'button', class: 'link-button' }, words);
	made.appendChild(element('span', { class: 'unseen' }, name));
	made.addEventListener('click', press);
	return made;
}
