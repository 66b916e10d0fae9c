import { fillAnswers } from './answers-form.ts';
import { byId } from './element.ts';
import { offerLeaving } from './leave-fast.ts';
import { showReady } from './ready.ts';
import { ReportForm } from './report-form.ts';
import { stopWarning } from './show-receipt.ts';
import { tellFound } from './tell-draft.ts';

const form = byId<HTMLFormElement>('report-form');
const page = new ReportForm(form);
offerLeaving(byId('leave-fast'), () => {
	stopWarning();
	return page.forget();
});

// Pages of ponds and categories link here with what is to be reported.
const asked = new URLSearchParams(location.search);
const { found } = page.draft;
if (found) {
	const other = asked.has('pond') && asked.get('pond') !== found.fields.pondId;
	fillAnswers(form, found.fields);
	tellFound(found.savedAt, other);
} else {
	fillAnswers(form, { category: asked.get('category') ?? '' });
}
page.open(found ? null : asked.get('pond'));
showReady();
