import { byId } from '../../browser/element.ts';
import { showReady } from '../../browser/ready.ts';
import { leaveForHttps } from '../../browser/to-https.ts';
import { offerQuickExit } from '../../form/browser/quick-exit.ts';
import { fillAnswers } from './answers-form.ts';
import { askDraft } from './ask-draft.ts';
import { readLink } from './read-link.ts';
import { ReportForm } from './report-form.ts';
import { stopWarning } from './show-receipt.ts';

if (!leaveForHttps()) openForm();

function openForm(): void {
	const form = byId<HTMLFormElement>('report-form');
	const page = new ReportForm(form);
	offerQuickExit(byId('quick-exit'), () => {
		stopWarning();
		return page.forget();
	});

	const link = readLink(location.search);
	const { found } = page.draft;
	if (!found) {
		fillAnswers(form, { category: link.category });
		page.open(link.registered);
	} else {
		const sent = found.sent !== '';
		page.hide();
		// What is on its way may not have arrived: it goes on at once, behind the question.
		if (sent) page.goOn(found);
		askDraft(
			{ savedAt: found.savedAt, sent, other: link.registered !== undefined },
			{
				goOn: () => {
					page.show();
					if (!sent) page.goOn(found);
					page.showStep();
				},
				restart: () => page.restart(),
			},
		);
	}
	showReady();
}
