import { momentInWords } from '../../../content/facts/time.ts';
import { byId } from '../../browser/element.ts';

/** What is known of a draft that was found; `other`: the link asks for something else. */
interface FoundDraft {
	savedAt: number;
	/** It is on its way, or its receipt is there already. */
	sent: boolean;
	other: boolean;
}

/** Asks whether to go on with a draft of which nothing is shown yet: the phone may be in other hands. */
export function askDraft({ savedAt, sent, other }: FoundDraft, answers: { goOn(): void; restart(): void }): void {
	const box = byId('draft-found');
	if (sent) byId('draft-found-heading').textContent = '本机有一份没有完成的举报';
	byId('draft-found-time').textContent = `保存于 ${momentInWords(new Date(savedAt).toISOString())}。`;
	byId('draft-found-link').hidden = !other;
	byId('draft-continue').addEventListener('click', () => {
		box.hidden = true;
		answers.goOn();
	});
	byId('draft-restart').addEventListener('click', () => answers.restart());
	box.hidden = false;
}
