import { fillAnswers } from './answers-form.ts';
import { byId } from './element.ts';
import { chineseTime } from './groups.ts';
import { offerLeaving } from './leave-fast.ts';
import { ReportForm } from './report-form.ts';

const form = byId<HTMLFormElement>('report-form');
const page = new ReportForm(form);

const prefilled: Record<string, string> = {};
new URLSearchParams(location.search).forEach((value, name) => {
	if (name === 'category') prefilled[name] = value;
});
if (page.draft.found) {
	fillAnswers(form, page.draft.found.fields);
	byId('draft-found').textContent =
		`已恢复 ${chineseTime(new Date(page.draft.found.savedAt).toISOString())} 保存在本机的草稿。`;
} else {
	fillAnswers(form, prefilled);
}
offerLeaving(byId('leave-fast'), () => page.draft.remove());
page.open();
