import { fillAnswers } from './answers-form.ts';
import { askDraft } from './ask-draft.ts';
import { byId } from './element.ts';
import { offerLeaving } from './leave-fast.ts';
import { readLink } from './read-link.ts';
import { showReady } from './ready.ts';
import { ReportForm } from './report-form.ts';
import { stopWarning } from './show-receipt.ts';

const form = byId<HTMLFormElement>('report-form');
const page = new ReportForm(form);
offerLeaving(byId('leave-fast'), () => {
	stopWarning();
	return page.forget();
});

const link = readLink(location.search);
const { found } = page.draft;
if (!found) {
	fillAnswers(form, { category: link.category });
	page.open(link.registered);
} else if (found.sent !== '') {
	// It may have arrived: it goes on by itself, and nothing that was written is shown while it does.
	page.goOn(found);
} else {
	form.hidden = true;
	askDraft(found.savedAt, link.registered !== undefined, {
		goOn: () => {
			form.hidden = false;
			page.goOn(found);
			page.showStep();
		},
		restart: () => page.restart(),
	});
}
showReady();
