import { describe, expect, it } from 'vitest';
import { type Draft, type DraftStore, loadDraft, removeDraft, saveDraft } from '../../../../site/form/browser/draft.ts';

const day = 24 * 3600 * 1000;
const now = Date.UTC(2026, 5, 1);
const draft: Draft = { fields: { description: '夜里有挖机' }, step: 2, key: 'k', sent: '', savedAt: now };

function store(): DraftStore & { held: Map<string, string> } {
	const held = new Map<string, string>();
	return {
		held,
		getItem: (name) => held.get(name) ?? null,
		setItem: (name, value) => void held.set(name, value),
		removeItem: (name) => void held.delete(name),
	};
}

describe('the draft on the phone', () => {
	it('comes back as it was left', () => {
		const phone = store();
		expect(saveDraft(phone, draft)).toBe(true);
		expect(loadDraft(phone, now + day)).toEqual(draft);
	});

	it('is gone from the phone when removed', () => {
		const phone = store();
		saveDraft(phone, draft);
		removeDraft(phone);
		expect(phone.held.size).toBe(0);
		expect(loadDraft(phone, now)).toBeUndefined();
	});

	it('is forgotten and wiped after 30 days', () => {
		const phone = store();
		saveDraft(phone, draft);
		expect(loadDraft(phone, now + 31 * day)).toBeUndefined();
		expect(phone.held.size).toBe(0);
	});

	it('is wiped three days after its receipt was shown, however late it was last saved', () => {
		const phone = store();
		saveDraft(phone, { ...draft, savedAt: now + 3 * day, shownAt: now });
		expect(loadDraft(phone, now + 3 * day - 1)?.shownAt).toBe(now);
		expect(loadDraft(phone, now + 3 * day)).toBeUndefined();
		expect(phone.held.size).toBe(0);
	});

	it('knows its files, and is ignored where one of them is damaged', () => {
		const phone = store();
		const file = { id: 'f', name: '3.jpg', kind: 'picture' as const, type: '', size: 9, url: '', refusal: '' };
		saveDraft(phone, { ...draft, held: [file] });
		expect(loadDraft(phone, now)?.held).toEqual([file]);
		phone.held.set('report-draft-1', JSON.stringify({ ...draft, held: [{ ...file, size: '9' }] }));
		expect(loadDraft(phone, now)).toBeUndefined();
	});

	it.each(['', '{', 'null', '[]', '{"fields":{"a":1}}', '{"fields":{},"step":"0"}'])(
		'is ignored when damaged: %s',
		(text) => {
			const phone = store();
			phone.held.set('report-draft-1', text);
			expect(loadDraft(phone, now)).toBeUndefined();
		},
	);

	it('says so when the phone keeps nothing', () => {
		const full: DraftStore = {
			...store(),
			setItem: () => {
				throw new Error('QuotaExceededError');
			},
		};
		expect(saveDraft(full, draft)).toBe(false);
		expect(saveDraft(undefined, draft)).toBe(false);
		expect(loadDraft(undefined, now)).toBeUndefined();
	});
});
