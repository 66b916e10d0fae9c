import { onlineManager } from '@tanstack/vue-query';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { effectScope, ref } from 'vue';
import { ApiError } from '../../../site/console/calls/api.ts';
import { type Fetched, type Fetching, useFetched } from '../../../site/console/calls/fetched.ts';
import { invalidate, removeInactive } from '../../../site/console/calls/invalidate.ts';
import { queryClient } from '../../../site/console/calls/query-client.ts';
import { lastMe, me, restoreSession, signOut } from '../../../site/console/calls/session.ts';

const offline = new ApiError('连接不上服务器', { status: 0, code: 'offline' });
const refused = new ApiError('没有这项权限', { status: 403, code: 'forbidden' });

/** The server as the session needs it: `who` is signed in, nobody where that is empty. */
function answerFor(who: string): void {
	const officer = { id: who, name: who, permissions: ['reports.list'], notices: [] };
	vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
		if (method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
		if (!url.endsWith('/session')) return Promise.resolve(Response.json({}));
		return Promise.resolve(who ? Response.json(officer) : Response.json({ code: 'not_signed_in' }, { status: 401 }));
	});
}

async function signInAs(who: string): Promise<void> {
	answerFor(who);
	await restoreSession();
	expect(me.value?.id).toBe(who);
}

beforeEach(async () => {
	vi.useFakeTimers();
	queryClient.mount();
	await signInAs('first');
});
afterEach(async () => {
	await signOut();
	queryClient.unmount();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** As a page has it until it is left. */
function open<Value>(fetching: Fetching<Value>): Fetched<Value> & { leave: () => void } {
	const scope = effectScope();
	onTestFinished(() => scope.stop());
	const fetched = scope.run(() => useFetched(fetching)) as Fetched<Value>;
	return { ...fetched, leave: () => scope.stop() };
}

const soon = () => vi.advanceTimersByTimeAsync(0);
const kept = () =>
	queryClient
		.getQueryCache()
		.getAll()
		.map(({ state }) => state.data)
		.filter((data) => data !== undefined);

test('what was fetched is shown at once to whoever comes back, and asked for again', async () => {
	const fetch = vi.fn(() => Promise.resolve('rows'));
	const first = open({ key: () => ['reports', 1], fetch });
	expect(first.loading.value).toBe(true);
	await soon();
	first.leave();
	fetch.mockReturnValueOnce(Promise.withResolvers<string>().promise);
	const again = open({ key: () => ['reports', 1], fetch });
	expect(again.value.value).toBe('rows');
	expect(again.loading.value).toBe(false);
	expect(fetch.mock.calls).toEqual([[false], [false]]);
});

test('what stays open is renewed in the background: after a step on its subject, and when the line is back', async () => {
	const fetch = vi.fn(() => Promise.resolve('rows'));
	open({ key: () => ['reports', 1], fetch });
	await soon();
	await invalidate('alerts');
	expect(fetch).toHaveBeenCalledTimes(1);
	await invalidate('reports');
	onlineManager.setOnline(false);
	onlineManager.setOnline(true);
	await soon();
	expect(fetch.mock.calls).toEqual([[false], [true], [true]]);
});

test('no answer is tried again twice, a refusal never', async () => {
	const lost = vi.fn(() => Promise.reject(offline));
	const { error, load } = open({ key: () => ['reports', 'lost'], fetch: lost });
	await vi.advanceTimersByTimeAsync(10_000);
	expect(lost).toHaveBeenCalledTimes(3);
	expect(error.value).toBe('连接不上服务器');
	const denied = vi.fn(() => Promise.reject(refused));
	const other = open({ key: () => ['reports', 'denied'], fetch: denied });
	await vi.advanceTimersByTimeAsync(10_000);
	expect(denied).toHaveBeenCalledTimes(1);
	expect(other.error.value).toBe('没有这项权限');
	lost.mockResolvedValueOnce('rows' as never);
	await load();
	expect(error.value).toBe('');
});

test('what could not be renewed stays; only who asked for it reads why', async () => {
	const fetch = vi.fn<() => Promise<string>>().mockResolvedValueOnce('rows').mockRejectedValue(refused);
	const { value, error, load } = open({ key: () => ['reports', 1], fetch });
	await soon();
	await invalidate('reports');
	expect([value.value, error.value]).toEqual(['rows', '']);
	await load();
	expect([value.value, error.value]).toEqual(['rows', '没有这项权限']);
});

test('while the next page comes, the last one is shown', async () => {
	const page = ref(1);
	const fetch = vi.fn((): Promise<string> => Promise.resolve(`page ${page.value}`));
	const { value, loading } = open({ key: () => ['reports', page.value], fetch });
	await soon();
	const next = Promise.withResolvers<string>();
	fetch.mockReturnValueOnce(next.promise);
	page.value = 2;
	await soon();
	expect([value.value, loading.value]).toEqual(['page 1', true]);
	next.resolve('page 2');
	await soon();
	expect([value.value, loading.value]).toEqual(['page 2', false]);
	expect(fetch.mock.calls).toEqual([[false], [false]]);
});

test('a list from before a step is not shown again', async () => {
	const page = open({ key: () => ['reports', 1], fetch: () => Promise.resolve('rows') });
	await soon();
	page.leave();
	removeInactive();
	expect(kept()).toEqual([]);
});

test('signing out empties everything, and the end of a session does', async () => {
	open({ key: () => ['reports', 1], fetch: () => Promise.resolve('rows of the first') });
	await soon();
	expect(kept()).toContain('rows of the first');
	await signOut();
	await soon();
	expect(
		queryClient
			.getQueryCache()
			.getAll()
			.filter(({ queryKey }) => queryKey[0] === 'reports'),
	).toEqual([]);

	await signInAs('first');
	open({ key: () => ['reports', 2], fetch: () => Promise.resolve('more of the first') });
	await soon();
	expect(kept()).toContain('more of the first');
	answerFor('');
	await restoreSession();
	await soon();
	expect(me.value).toBe(null);
	expect(kept()).toEqual([]);
});

test('a page of the officer before asks for nothing in the name of the next, and leaves them nothing', async () => {
	const fetch = vi.fn(() => Promise.resolve('rows of the first'));
	open({ key: () => ['reports', 1], fetch });
	await soon();
	answerFor('');
	await restoreSession();
	await soon();
	await signInAs('second');
	await vi.advanceTimersByTimeAsync(120_000);
	expect(lastMe.value?.id).toBe('second');
	expect(fetch).toHaveBeenCalledTimes(1);
	expect(kept()).not.toContain('rows of the first');
});

test('the same officer who signs in again finds the page as it was, renewed', async () => {
	const fetch = vi.fn(() => Promise.resolve('rows'));
	const { value } = open({ key: () => ['reports', 1], fetch });
	await soon();
	answerFor('');
	await restoreSession();
	await soon();
	expect(value.value).toBe('rows');
	await signInAs('first');
	await soon();
	expect(value.value).toBe('rows');
	expect(fetch.mock.calls).toEqual([[false], [true]]);
});
