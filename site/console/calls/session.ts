import { computed, nextTick, ref } from 'vue';
import type { Me, Permission } from './answers.ts';
import { ApiError, onSessionEnd } from './api.ts';
import { calls } from './calls.ts';
import { captchaAnswer } from './captcha.ts';
import { queryClient } from './query-client.ts';

const state = ref<Me | null>(null);
const known = ref<Me | null>(null);
const words = ref('');

/** Who is signed in; null shows the sign-in page over whatever was open. */
export const me = computed(() => state.value);
/** Who was signed in last: their pages stay, hidden, so that nothing typed is lost when a session runs out. */
export const lastMe = computed(() => known.value);
/** Why the sign-in page is shown, when there is something to say. */
export const signedOutBecause = computed(() => words.value);

/** Shows the sign-in page. What was fetched goes with the session; what open pages hold is hidden until they are replaced. */
function leave(because: string): void {
	state.value = null;
	words.value = because;
	queryClient.clear();
	// Pages that are told so only now name once more what they would fetch.
	void nextTick().then(() => queryClient.clear());
}

onSessionEnd(() => leave(state.value ? '登录已过期，请重新登录；已填写的内容仍在。' : words.value));

/** Whether the signed-in person holds a permission. */
export function may(permission: Permission): boolean {
	return state.value?.permissions.includes(permission) ?? false;
}

function enter(officer: Me): void {
	if (officer.id !== known.value?.id) queryClient.clear();
	state.value = officer;
	known.value = officer;
	words.value = '';
}

/** Restores a session the browser still has. */
export async function restoreSession(): Promise<void> {
	try {
		enter(await calls.me());
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		if (error.status !== 401) words.value = error.message;
	}
}

/** Asks again who is signed in, after something of the own account changed. */
export async function reloadMe(): Promise<void> {
	enter(await calls.me());
}

/** Whether the account still has to be set up: a password of one's own, and a second factor where it is required. */
export const needsSetup = computed(() => {
	const { mustChangePassword, secondFactor } = state.value ?? {};
	return Boolean(mustChangePassword || (secondFactor?.required && !secondFactor.enabled));
});

/**
 * Throws second_factor_required when a code has to follow. Where the server asks for a captcha, `prove` is called and the
 * page works it out by itself: nothing to see, nothing to do.
 */
export async function signIn(username: string, password: string, prove: () => void): Promise<void> {
	try {
		enter(await calls.signIn(username, password));
	} catch (error) {
		if (!(error instanceof ApiError && error.captcha)) throw error;
		prove();
		enter(await calls.signIn(username, password, await captchaAnswer()));
	}
}

/** The second half of signing in: the code of the authenticator app, or a backup code. */
export async function enterCode(code: string): Promise<void> {
	enter(await calls.enterCode(code));
}

/**
 * Signs out and clears every page that was open. Resolves with the address to sign out at as well, for whom the
 * identity system let in.
 */
export async function signOut(): Promise<string | null> {
	const answer = await calls.signOut();
	known.value = null;
	leave('已退出登录。');
	return answer?.onward ?? null;
}

/** Signs out after inactivity; the page stays hidden until somebody signs in. */
export async function signOutIdle(): Promise<void> {
	leave('30 分钟没有操作，已自动退出；已填写的内容仍在。');
	await calls.signOut().catch((error: unknown) => {
		// The server lets idle sessions run out by itself.
		if (!(error instanceof ApiError)) throw error;
	});
}
