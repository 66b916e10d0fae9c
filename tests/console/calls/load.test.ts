import { expect, onTestFinished, test, vi } from 'vitest';
import { effectScope } from 'vue';
import { ApiError } from '../../../site/console/calls/api.ts';
import { type Loaded, useLoaded } from '../../../site/console/calls/load.ts';
import { queryClient } from '../../../site/console/calls/query-client.ts';

const offline = new ApiError('连接不上服务器', { status: 0, code: 'offline' });

/** As a page has it until it is left. */
function open<Value>(fetchIt: (background: boolean) => Promise<Value>): Loaded<Value> & { leave: () => void } {
	const scope = effectScope();
	onTestFinished(() => scope.stop());
	const loaded = scope.run(() => useLoaded(fetchIt)) as Loaded<Value>;
	return { ...loaded, leave: () => scope.stop() };
}

/** Everything that the library still holds, as text. */
const held = () =>
	JSON.stringify(
		[queryClient.getQueryCache().getAll(), queryClient.getMutationCache().getAll()].flat().map(({ state }) => state),
	);

test('what is opened is fetched when somebody asks, once each time, and not again where that fails', async () => {
	const fetchIt = vi.fn(() => Promise.reject(offline));
	const { value, error, load } = open(fetchIt);
	expect(fetchIt).not.toHaveBeenCalled();
	await load();
	expect(fetchIt).toHaveBeenCalledTimes(1);
	expect(value.value).toBe(null);
	expect(error.value).toBe('连接不上服务器');
	await load();
	expect(fetchIt).toHaveBeenCalledTimes(2);
});

test('it is no query: no list that is renewed renews it', async () => {
	const fetchIt = vi.fn(() => Promise.resolve('原话'));
	const { value, load } = open(fetchIt);
	await load();
	await queryClient.invalidateQueries();
	await queryClient.refetchQueries();
	expect(fetchIt).toHaveBeenCalledTimes(1);
	expect(value.value).toBe('原话');
});

test('an older answer that comes late does not replace a newer one', async () => {
	const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()] as const;
	const fetchIt = vi.fn<() => Promise<string>>();
	for (const { promise } of answers) fetchIt.mockReturnValueOnce(promise);
	const { value, loading, load } = open(fetchIt);
	const loads = [load(), load()];
	expect(loading.value).toBe(true);
	answers[1].resolve('second');
	await loads[1];
	answers[0].resolve('first');
	await Promise.all(loads);
	expect(value.value).toBe('second');
	expect(loading.value).toBe(false);
});

test('what could not be refreshed stays, and nothing is said', async () => {
	const fetchIt = vi.fn<(background: boolean) => Promise<string>>();
	fetchIt.mockResolvedValueOnce('原话').mockRejectedValueOnce(offline);
	const { value, loading, error, load, refresh } = open(fetchIt);
	await load();
	const refreshed = refresh();
	expect(loading.value).toBe(false);
	await refreshed;
	expect(fetchIt.mock.calls).toEqual([[false], [true]]);
	expect(value.value).toBe('原话');
	expect(error.value).toBe('');
});

test('nothing is refreshed before it was opened', async () => {
	const fetchIt = vi.fn(() => Promise.resolve('原话'));
	await open(fetchIt).refresh();
	expect(fetchIt).not.toHaveBeenCalled();
});

test('what was opened is held nowhere once the page is left', async () => {
	const { load, leave } = open(() => Promise.resolve('只在本页的原话'));
	await load();
	expect(held()).toContain('只在本页的原话');
	leave();
	await vi.waitFor(() => expect(held()).not.toContain('只在本页的原话'));
});
