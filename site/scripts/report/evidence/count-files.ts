import type { Kind, Limits } from './check-file.ts';

/** How many files there are of one kind. */
export interface KindCount {
	kind: Kind;
	count: number;
}

/** Kinds of files as content names them, and a word for what is none of them. */
export type KindNames = Record<Kind, string>;

export function kindNames({ picture, video, sound, document }: Limits['kinds']): KindNames {
	return { picture: picture.name, video: video.name, sound: sound.name, document: document.name };
}

/** “照片 2 张、视频 1 个”; empty where there are none. */
export function countsInWords(counts: KindCount[], names: KindNames): string {
	return counts.map(({ kind, count }) => `${names[kind]} ${count} ${kind === 'picture' ? '张' : '个'}`).join('、');
}

/** Counts in the order in which content lists kinds. */
export function countKinds(kinds: Kind[]): KindCount[] {
	const order: Kind[] = ['picture', 'video', 'sound', 'document'];
	return order
		.map((kind) => ({ kind, count: kinds.filter((other) => other === kind).length }))
		.filter(({ count }) => count > 0);
}
