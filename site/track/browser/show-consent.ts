import type { PublicConsent } from '../../../api/start/public-contract.ts';
import { fileSize } from '../../../content/facts/file-size.ts';
import { dayInWords, momentInWords } from '../../../content/facts/time.ts';
import { byId, element, fill } from '../../browser/element.ts';
import { howHandedOver } from './how-handed-over.ts';

/** Shows what the city asks: who would check it, exactly what they would read, and what a yes and a no mean. */
export function showConsent(asked: PublicConsent | null): void {
	byId('consent').hidden = !asked;
	if (!asked) return;
	const { state, unit, summary, files, answerBy, handOverAt } = asked;
	byId('consent-question').textContent = questions[state](unit);
	byId('consent-summary').textContent = summary;
	byId('consent-asked').hidden = state !== 'asked';
	byId('consent-by').textContent = `请在${dayInWords(answerBy)}以前答复。不答复的，视为不同意。`;
	byId('consent-agreed').hidden = state !== 'agreed';
	byId('consent-until').textContent = handOverAt
		? `${momentInWords(handOverAt)} 以前可以撤回，期满即移交，移交后不能撤回。`
		: '';
	offerFiles(files);
}

const questions: Record<PublicConsent['state'], (unit: string) => string> = {
	asked: (unit) => `市级拟将这件举报的摘要交由${unit}核查，征求您的意见。是否同意，由您决定。`,
	agreed: (unit) => `您已同意将摘要交由${unit}核查。`,
	'handed-over': (unit) => `经您同意，摘要已交由${unit}核查，不能再撤回。`,
};

/** Ticks that were set stay while the files are the same. */
function offerFiles(files: PublicConsent['files']): void {
	byId('consent-files-box').hidden = files.length === 0;
	const box = byId('consent-files');
	const shown = Array.from(box.querySelectorAll('input'), ({ value }) => value);
	if (shown.join() === files.map(({ id }) => id).join()) return;
	const kinds = JSON.parse(box.dataset.kinds ?? '{}') as Record<string, string>;
	fill(box, ...files.map((file, index) => choice(file, `${kinds[file.kind] ?? '文件'} ${index + 1}`)));
}

function choice(file: PublicConsent['files'][number], name: string): HTMLElement {
	const { id, size } = file;
	const box = element('input', { type: 'checkbox', name: 'files', value: id, id: `consent-file-${id}` });
	const how = element('p', { class: 'choice-text', id: `${box.id}-text` });
	how.textContent = howHandedOver(file);
	box.setAttribute('aria-describedby', how.id);
	const label = element('label', { for: box.id }, `${name}（${fileSize(size)}）`);
	return element('div', { class: 'choice' }, box, label, how);
}
