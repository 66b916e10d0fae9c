import { stepOf } from './answers.ts';
import { readAnswers } from './answers-form.ts';
import { checkAnswers, descriptionLength, type FieldError } from './check-answers.ts';
import { byId } from './element.ts';
import { chineseTime } from './groups.ts';
import { DraftKeeper } from './keep-draft.ts';
import { PlaceStep } from './place-step.ts';
import { type ProofState, Prover } from './prove.ts';
import { ReportRefused } from './send-report.ts';
import { Sending } from './sending.ts';
import { toFieldErrors } from './server-errors.ts';
import { clearErrors, showErrors } from './show-errors.ts';
import { showReceipt } from './show-receipt.ts';
import { showSummary } from './show-summary.ts';
import { Steps } from './steps.ts';
import { toRequest } from './to-request.ts';
import { followCounty } from './town-list.ts';

/** The form as a whole: its steps, its draft, and the way from the last step to the receipt. */
export class ReportForm {
	readonly draft: DraftKeeper;
	private readonly form: HTMLFormElement;
	private readonly errors = byId('error-summary');
	private readonly steps: Steps;
	private readonly prover = new Prover(tellProof);
	private readonly sending = new Sending(this.prover);
	private busy = false;

	constructor(form: HTMLFormElement) {
		this.form = form;
		this.draft = new DraftKeeper(form, tellDraft);
		this.steps = new Steps(form, (step) => this.entered(step));
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			this.forward();
		});
		for (const back of Array.from(form.querySelectorAll('[data-back]'))) {
			back.addEventListener('click', () => history.back());
		}
		byId('draft-remove').addEventListener('click', () => {
			this.draft.remove();
			location.replace(location.pathname);
		});
		form.addEventListener('input', () => this.follow());
	}

	/** Shows the form as it was left; a report that was on its way goes on at once. */
	open(): void {
		followCounty(byId('county'), byId('town'));
		new PlaceStep(this.form, this.form.dataset.city ?? '').refresh();
		this.follow();
		const reached = Math.min(this.draft.step, this.firstUnfinished());
		this.steps.start(reached);
		byId('draft-bar').hidden = !this.draft.found;
		if (this.draft.sent !== '') void this.send(this.draft.sent);
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
		else void this.send(JSON.stringify(toRequest(readAnswers(this.form))));
	}

	private async send(request: string): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		const earlier = this.draft.sent;
		this.draft.sent = earlier || request;
		this.draft.now();
		this.form.hidden = true;
		clearErrors(this.form, this.errors);
		try {
			const done = await this.sending.run(request, this.draft.key, earlier);
			byId('draft-bar').hidden = true;
			byId('receipt-earlier').hidden = !done.earlier;
			showReceipt(done.receipt, this.form.dataset.title ?? '', () => this.finish());
		} catch (error) {
			this.form.hidden = false;
			// A refusal says nothing of an earlier attempt whose answer never came.
			if (error instanceof ReportRefused) this.draft.sent = earlier;
			this.explain(error);
		} finally {
			this.busy = false;
		}
	}

	/** Nothing that was typed is lost: the form is back as it was, with what to mend. */
	private explain(error: unknown): void {
		if (!(error instanceof ReportRefused)) {
			showErrors(this.form, this.errors, [], byId('stopped-text').textContent ?? '');
			return;
		}
		this.draft.now();
		const { errors, unplaced } = toFieldErrors(error.problem, readAnswers(this.form));
		this.refuse(errors, [error.problem.sentence, ...unplaced].join(''));
	}

	private refuse(wrong: FieldError[], more?: string): void {
		const [first] = wrong;
		if (first) this.steps.go(stepOf(first.field));
		showErrors(this.form, this.errors, wrong, more);
	}

	private finish(): void {
		this.draft.remove();
		this.form.reset();
	}

	private entered(step: number): void {
		this.draft.step = step;
		byId('emergency').hidden = step > 0;
		clearErrors(this.form, this.errors);
		if (step !== this.steps?.last) return;
		this.prover.prepare();
		showSummary(byId('summary'), this.form, readAnswers(this.form), (back) => this.steps.go(back));
	}

	private check(): FieldError[] {
		return checkAnswers(readAnswers(this.form), chinaToday());
	}

	private firstUnfinished(): number {
		const [first] = this.check();
		return first ? stepOf(first.field) : this.steps.last;
	}

	/** Shows what depends on other answers. */
	private follow(): void {
		const { whenKind, mode, description } = readAnswers(this.form);
		byId('when-day').hidden = whenKind !== 'day';
		byId('when-roughly').hidden = whenKind !== 'roughly';
		byId('reporter-name').hidden = mode === '' || mode === 'anonymous';
		byId('reporter-contact').hidden = mode === '';
		const left = descriptionLength.max - description.length;
		byId('description-count').textContent = left >= 0 ? `还可以写 ${left} 字` : `超过 ${-left} 字`;
	}
}

function chinaToday(): string {
	return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

function tellDraft(kept: boolean, at: Date): void {
	byId('draft-bar').hidden = false;
	byId('draft-status').textContent = kept
		? `草稿已保存在本机（${chineseTime(at.toISOString()).slice(-5)}）。`
		: '这个浏览器不能保存草稿，关闭本页后内容会丢失。';
}

const proofs: Record<ProofState, string> = {
	working: '正在后台完成安全验证，不需要您操作。',
	asking: '请完成下面的验证。',
	done: '安全验证已完成。',
	failed: '安全验证暂时没有完成，提交时会自动再试。',
};

function tellProof(state: ProofState): void {
	byId('proof-status').textContent = proofs[state];
}
