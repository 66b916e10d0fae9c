import { computed, onBeforeUnmount, ref } from 'vue';
import { newKey } from '../../browser/new-key.ts';
import { type RunningUpload, uploadFile } from '../../browser/upload-file.ts';
import { apiBase } from '../calls/api.ts';

export interface Picture {
	key: string;
	size: number;
	sent: number;
	/** waiting: the line broke, it goes on by itself. */
	state: 'sending' | 'waiting' | 'done' | 'refused';
	/** Why it was refused, or has to wait. */
	sentence: string;
	/** Address on the server, once it has one. */
	url: string;
}

/** Pictures on their way to the server, each sent in pieces and continued after every break of the line. */
export function usePictures() {
	const draft = newKey();
	const pictures = ref<Picture[]>([]);
	const running = new Map<string, RunningUpload>();

	function add(files: Iterable<File>): void {
		for (const file of files) send(file);
	}

	function send(file: File): void {
		const key = newKey();
		pictures.value.push({ key, size: file.size, sent: 0, state: 'sending', sentence: '', url: '' });
		const change = (changes: Partial<Picture>) => {
			const picture = pictures.value.find((each) => each.key === key);
			if (picture) Object.assign(picture, changes);
		};
		const events = {
			announced: (url: string) => change({ url }),
			progress: (sent: number) => change({ sent, state: 'sending' }),
			done: () => change({ state: 'done', sent: file.size }),
			refused: (sentence: string) => change({ state: 'refused', sentence }),
			waiting: (sentence: string) => change({ state: 'waiting', sentence }),
		};
		running.set(
			key,
			uploadFile({ bytes: file, name: file.name, type: file.type, url: '' }, draft, events, `${apiBase}/uploads`),
		);
	}

	function remove({ key, url }: Picture): void {
		running.get(key)?.stop();
		pictures.value = pictures.value.filter((each) => each.key !== key);
		if (!url) return;
		const headers = { 'tus-resumable': '1.0.0', 'upload-draft': draft };
		// If this does not get through, the server removes the file within a day.
		fetch(url, { method: 'DELETE', headers, credentials: 'same-origin' }).catch(() => undefined);
	}

	/** Forgets all, once they were sent. */
	function clear(): void {
		pictures.value = [];
		running.clear();
	}

	onBeforeUnmount(() => {
		for (const upload of running.values()) upload.stop();
	});

	return {
		draft,
		pictures,
		add,
		remove,
		clear,
		/** Ids of all that have arrived. */
		ids: computed(() =>
			pictures.value.flatMap(({ state, url }) => (state === 'done' ? [url.split('/').at(-1) ?? ''] : [])),
		),
		/** How many have still to arrive. */
		underWay: computed(() => pictures.value.filter(({ state }) => state === 'sending' || state === 'waiting').length),
	};
}
