import { momentInWords } from '../../../content/facts/time.ts';
import { byId, setText } from '../../browser/element.ts';
import type { SaveState } from './save-draft.ts';

/** Shows whether the draft is saved on the phone. */
export function showDraftState(state: SaveState, at: Date): void {
	byId('draft-bar').hidden = false;
	setText('draft-status', sentenceFor(state, at));
}

function sentenceFor(state: SaveState, at: Date): string {
	if (state === 'saved') return `草稿已保存在本机（${momentInWords(at.toISOString()).slice(-5)}）。`;
	if (state === 'refused') return '这个浏览器不能保存草稿，关闭本页后内容会丢失。';
	return '本机的草稿已在另一个页面修改或者删除，没有被本页覆盖。本页填写的内容不再保存到本机，仍可以在本页提交；要接着另一份填写，请先抄下本页需要的内容，再刷新本页。';
}

/** Shows that an earlier draft was restored. */
export function showRestored(savedAt: number): void {
	byId('draft-status').textContent = `已恢复 ${momentInWords(new Date(savedAt).toISOString())} 保存在本机的草稿。`;
}
