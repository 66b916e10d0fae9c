import { byId } from './element.ts';
import { chineseTime } from './groups.ts';

/** Says whether the phone has kept what was typed. */
export function tellDraft(kept: boolean, at: Date): void {
	byId('draft-bar').hidden = false;
	byId('draft-status').textContent = kept
		? `草稿已保存在本机（${chineseTime(at.toISOString()).slice(-5)}）。`
		: '这个浏览器不能保存草稿，关闭本页后内容会丢失。';
}

/** Says that an earlier draft is shown again. */
export function tellFound(savedAt: number): void {
	byId('draft-status').textContent = `已恢复 ${chineseTime(new Date(savedAt).toISOString())} 保存在本机的草稿。`;
}
