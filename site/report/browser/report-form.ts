import { dayOf } from '../../../content/facts/time.ts';
import { Prover } from '../../browser/captcha/prove.ts';
import { byId, setText } from '../../browser/element.ts';
import type { Draft } from '../../form/browser/draft.ts';
import { EvidencePart } from '../../form/browser/evidence-part.ts';
import { showProofState } from '../../form/browser/show-proof-state.ts';
import { stepOf } from './answers.ts';
import { clearAnswers, fillAnswers, readAnswers } from './answers-form.ts';
import { checkAnswers, type FieldError } from './check-answers.ts';
import { placeConflict } from './county-decision.ts';
import { readPlaceNames } from './place-names.ts';
import { PlaceStep } from './place-step.ts';
import type { Registered } from './registered.ts';
import { RegisteredChoice } from './registered-choice.ts';
import { DraftSaver } from './save-draft.ts';
import { ReportRefused } from './send-report.ts';
import { Sending } from './sending.ts';
import { toFieldErrors } from './server-errors.ts';
import { conflictSentence } from './show-conflict.ts';
import { chosenCategory, showDependents } from './show-dependents.ts';
import { showDraftState, showRestored } from './show-draft-state.ts';
import { clearErrors, showErrors } from './show-errors.ts';
import { prepareCode, showReceipt } from './show-receipt.ts';
import { showFiles, showSummary } from './show-summary.ts';
import { Steps } from './steps.ts';
import { toRequest } from './to-request.ts';
import { followCounty } from './town-list.ts';
import { byPassedLabel, whoHandles } from './who-handles.ts';

/** The form as a whole: its steps, its draft, and the way from the last step to the receipt. */
export class ReportForm {
	readonly draft: DraftSaver;
	private readonly form: HTMLFormElement;
	private readonly errors = byId('error-summary');
	private readonly names = readPlaceNames(byId('county'), byId('town'));
	private readonly steps: Steps;
	private readonly evidence: EvidencePart;
	private readonly prover = new Prover(showProofState);
	private readonly sending = new Sending(this.prover);
	private readonly box = byId('report-shown');
	private shown: Promise<void> = Promise.resolve();
	private uncover: () => void = () => undefined;
	private busy = false;
	/** Files that the server had removed were sent again once; after that the reporter decides. */
	private renewed = false;

	constructor(form: HTMLFormElement) {
		this.form = form;
		this.draft = new DraftSaver(form, () => this.evidence.held(), showDraftState);
		this.evidence = new EvidencePart(this.draft.files, {
			held: this.draft.found?.held ?? [],
			keep: () => this.draft.saveNow(),
			changed: () => this.tellFiles(),
			back: () => this.steps.go(stepOf('description')),
		});
		this.steps = new Steps(form, (step) => this.entered(step));
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.forward();
		});
		for (const back of Array.from(form.querySelectorAll('[data-back]'))) {
			back.addEventListener('click', () => history.back());
		}
		byId('draft-remove').addEventListener('click', () => this.restart());
		form.addEventListener('input', () => showDependents(this.form));
	}

	/** Shows an empty form, or `preset` with what the address says. */
	open(preset?: Pick<Registered, 'kind' | 'id'>): void {
		this.evidence.clearAway();
		this.start(preset);
	}

	/** Shows nothing of form and receipt until `show`: the phone may be in other hands. */
	hide(): void {
		this.box.hidden = true;
		this.shown = new Promise((resolve) => {
			this.uncover = resolve;
		});
	}

	show(): void {
		this.box.hidden = false;
		this.uncover();
	}

	/** Shows the form as it was left; a report that was on its way goes on at once. */
	goOn(found: Draft): void {
		this.draft.resume();
		fillAnswers(this.form, found.fields);
		showRestored(found.savedAt);
		byId('draft-bar').hidden = false;
		this.start();
		// What is on its way needs its files only if it comes back.
		if (found.sent === '') this.evidence.resume();
		else void this.send(found.sent);
	}

	/** Reads out where the reporter is, once that has been asked for. */
	showStep(): void {
		if (this.busy) byId('sending-heading').focus();
		else this.steps.focus();
	}

	/** Asks, and then begins with nothing, at the address that was opened. */
	restart(): void {
		const arrived = '这份举报可能已经送达，删除后不能再查到它的编号和密码。';
		const lost = '填写的内容和选好的文件都会从本机删除，不能恢复。要删除草稿吗？';
		if (!window.confirm(this.draft.sent === '' ? lost : arrived + lost)) return;
		void this.forget().then(() => location.replace(location.pathname + location.search));
	}

	private start(preset?: Pick<Registered, 'kind' | 'id'>): void {
		const showTowns = followCounty(byId('county'), byId('town'));
		const also = () => this.draft.saveIfBegun();
		const place = new PlaceStep(this.form, this.form.dataset.city ?? '', this.names, also);
		const filled = () => {
			showTowns();
			place.filled();
			also();
		};
		const registered = new RegisteredChoice(this.form, filled, () => this.draft.saveNow());
		if (preset) void registered.preset(preset);
		place.refresh();
		showDependents(this.form);
		this.steps.start(Math.min(this.draft.step, this.firstUnfinished()));
	}

	private forward(): void {
		if (this.busy) return;
		const wrong = this.check().filter(({ field }) => stepOf(field) === this.steps.current);
		if (wrong.length > 0) {
			showErrors(this.form, this.errors, wrong);
			return;
		}
		if (this.steps.current < this.steps.last) this.steps.go(this.steps.current + 1);
		else this.submit();
	}

	private submit(): void {
		const wrong = this.check();
		if (wrong.length > 0) this.refuse(wrong);
		else this.evidence.whenComplete(() => void this.send(this.request()));
	}

	private request(): string {
		return JSON.stringify(toRequest(readAnswers(this.form), this.evidence.ids()));
	}

	private async send(request: string): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.form.classList.add('is-sending');
		clearErrors(this.form, this.errors);
		try {
			const done = await this.sending.run(request, this.draft).finally(() => this.rest());
			await this.shown;
			this.clearSent();
			this.draft.receiptShown();
			byId('draft-bar').hidden = true;
			this.form.hidden = true;
			byId('receipt-earlier').hidden = !done.earlier;
			const { title = '' } = this.form.dataset;
			const page = { title, counties: this.names.units.counties.length, kinds: this.evidence.kinds };
			showReceipt(done.receipt, page, () => this.finish());
		} catch (error) {
			await this.explain(error);
		}
	}

	private rest(): void {
		this.form.classList.remove('is-sending');
		this.busy = false;
	}

	/** Nothing that was typed is lost: the form is back as it was, with what to mend. */
	private async explain(error: unknown): Promise<void> {
		if (this.canSendFilesAgain(error)) {
			this.renewed = true;
			this.submit();
			return;
		}
		// What was on its way did without its files; what has come back does not.
		this.evidence.resume();
		await this.shown;
		if (!(error instanceof ReportRefused)) {
			const sentence = byId(this.draft.sent === '' ? 'unsent-text' : 'stopped-text').textContent ?? '';
			showErrors(this.form, this.errors, [], sentence);
			return;
		}
		const { errors, unplaced } = toFieldErrors(error.problem, readAnswers(this.form));
		this.refuse(errors, [error.problem.sentence, ...unplaced].join(''));
	}

	/** The server had removed files of a page left open for days. */
	private canSendFilesAgain(error: unknown): boolean {
		if (this.renewed || !(error instanceof ReportRefused)) return false;
		return error.problem.errors.some(({ path }) => path === 'uploads') && this.evidence.askAgain();
	}

	private refuse(wrong: FieldError[], more?: string): void {
		const [first] = wrong;
		if (first) this.steps.go(stepOf(first.field));
		showErrors(this.form, this.errors, wrong, more);
	}

	/** Leaves nothing on the phone of what was filled in and chosen. */
	forget(): Promise<void> {
		this.draft.remove();
		return this.evidence.clear(false);
	}

	private finish(): void {
		this.draft.end();
		this.clearSent();
	}

	/** What the server has is needed here no more. */
	private clearSent(): void {
		void this.evidence.clear(true);
		clearAnswers(this.form);
	}

	private entered(step: number): void {
		this.draft.step = step;
		byId('emergency').hidden = step > 0;
		// There it stands at the files themselves, and in the summary.
		byId('draft-files').classList.toggle('unseen', step === stepOf('description') || step === this.steps?.last);
		clearErrors(this.form, this.errors);
		this.evidence.stopWaiting();
		if (step !== this.steps?.last) return;
		this.prover.prepare();
		prepareCode();
		this.showSummary();
	}

	private showSummary(): void {
		const answers = readAnswers(this.form);
		const department = chosenCategory(this.form)?.dataset.department ?? '';
		const doubt = placeConflict(answers, this.names);
		const said = {
			handler: whoHandles(answers, department, this.form.dataset, this.names),
			byPassed: answers.avoidCounty ? byPassedLabel(answers, this.names) : '',
			doubt: doubt ? `${conflictSentence(doubt, this.names)}，您确认没有写错` : '',
			files: this.evidence.inWords(),
		};
		showSummary(this.form, answers, said, (step) => this.steps.go(step));
	}

	/** Files come and go while other steps are open, and the summary too. */
	private tellFiles(): void {
		setText('draft-files', this.evidence.warnings());
		showFiles(this.evidence.inWords());
	}

	private check(): FieldError[] {
		return checkAnswers(readAnswers(this.form), dayOf(Date.now()), this.names);
	}

	private firstUnfinished(): number {
		const [first] = this.check();
		return first ? stepOf(first.field) : this.steps.last;
	}
}
