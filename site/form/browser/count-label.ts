import type { KindCount } from '../../../content/facts/count-kinds.ts';
import type { EvidenceKind } from '../../../content/facts/evidence-kinds.ts';
import type { Limits } from './check-file.ts';

/** Kinds of files as content names them. */
export type KindNames = Record<EvidenceKind, string>;

export function kindNames({ picture, video, sound, document }: Limits['kinds']): KindNames {
	return { picture: picture.name, video: video.name, sound: sound.name, document: document.name };
}

/** “照片 2 张、视频 1 个”; empty where there are none. */
export function countsLabel(counts: KindCount[], names: KindNames): string {
	return counts.map(({ kind, count }) => `${names[kind]} ${count} ${kind === 'picture' ? '张' : '个'}`).join('、');
}
