import { expect, onTestFinished, test, vi } from 'vitest';
import { effectScope } from 'vue';
import { type Action, useAction } from '../../../site/console/calls/action.ts';
import { ApiError } from '../../../site/console/calls/api.ts';

const refusal = new ApiError('请修改标出的内容', {
	status: 422,
	code: 'invalid',
	errors: [{ path: 'fields.reply', message: '答复太短' }],
});
const refuse = () => Promise.reject(refusal);

/** As a component has it, for the time of a test. */
function doing(...args: Parameters<typeof useAction>): Action {
	const scope = effectScope();
	onTestFinished(() => scope.stop());
	return scope.run(() => useAction(...args)) as Action;
}

test('a second click does nothing while the first is under way', async () => {
	const { busy, run } = doing();
	const answer = Promise.withResolvers<void>();
	const act = vi.fn(() => answer.promise);
	const first = run(act);
	await run(act);
	expect(act).toHaveBeenCalledTimes(1);
	expect(busy.value).toBe(true);
	answer.resolve();
	await first;
	expect(busy.value).toBe(false);
	await run(act);
	expect(act).toHaveBeenCalledTimes(2);
});

test('a refusal is shown as its sentence and beside its fields, and the form can be sent again', async () => {
	const { busy, failure, errors, run } = doing((path) => path.replace('fields.', ''));
	await run(refuse);
	expect(failure.value).toBe('请修改标出的内容');
	expect(errors.value).toEqual({ reply: '答复太短' });
	expect(busy.value).toBe(false);
});

test('who asked hears of a refusal once it is shown', async () => {
	const { failure, run } = doing();
	const heard: string[] = [];
	await run(refuse, ({ code }) => {
		heard.push(code, failure.value);
	});
	expect(heard).toEqual(['invalid', '请修改标出的内容']);
});

test('what went wrong before is no longer shown while it is tried again', async () => {
	const { failure, errors, run } = doing();
	await run(refuse);
	await run(async () => {
		expect(failure.value).toBe('');
		expect(errors.value).toEqual({});
	});
});

test('a fault of the page itself is shown, and not swallowed', async () => {
	const { busy, failure, run } = doing();
	const refused = vi.fn();
	const fault = new TypeError('no such thing');
	await expect(run(() => Promise.reject(fault), refused)).rejects.toBe(fault);
	expect(failure.value).toContain('请刷新后重试');
	expect(refused).not.toHaveBeenCalled();
	expect(busy.value).toBe(false);
});

test('what a form lacks stands beside its fields and replaces the last refusal', async () => {
	const { failure, errors, showMissing, run } = doing();
	await run(refuse);
	expect(showMissing({ name: '请填写姓名' })).toBe(true);
	expect(errors.value).toEqual({ name: '请填写姓名' });
	expect(failure.value).toBe('');
	expect(showMissing({})).toBe(false);
});
