import { byId } from './element.ts';
import { chineseTime } from './groups.ts';

/** Says whether the phone has kept what was typed. */
export function tellDraft(kept: boolean, at: Date): void {
	byId('draft-bar').hidden = false;
	byId('draft-status').textContent = kept
		? `草稿已保存在本机（${chineseTime(at.toISOString()).slice(-5)}）。`
		: '这个浏览器不能保存草稿，关闭本页后内容会丢失。';
}

/** Says that an earlier draft was found; `asked` when the address asked for something else. */
export function tellFound(savedAt: number, asked: boolean): void {
	const since = chineseTime(new Date(savedAt).toISOString());
	byId('draft-status').textContent = `已恢复 ${since} 保存在本机的草稿。`;
	byId('draft-found').textContent = asked ? '要举报别的问题，请先提交或删除这份草稿。' : '';
}
