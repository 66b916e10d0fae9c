import { byId } from './element.ts';
import { chineseTime } from './groups.ts';

/** Asks whether to go on with a draft of which nothing is shown yet; `other`: the link asks for something else. */
export function askDraft(savedAt: number, other: boolean, answers: { goOn(): void; restart(): void }): void {
	const box = byId('draft-found');
	byId('draft-found-time').textContent = `保存于 ${chineseTime(new Date(savedAt).toISOString())}。`;
	byId('draft-found-link').hidden = !other;
	byId('draft-continue').addEventListener('click', () => {
		box.hidden = true;
		answers.goOn();
	});
	byId('draft-restart').addEventListener('click', () => answers.restart());
	box.hidden = false;
}
