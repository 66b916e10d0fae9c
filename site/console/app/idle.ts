import { onBeforeUnmount, onMounted } from 'vue';
import { calls } from '../calls/calls.ts';
import { me, signOutIdle } from '../calls/session.ts';

const idleMs = 30 * 60_000;
/** How often work in the page (typing, reading) is told to the server. */
const tellMs = 4 * 60_000;
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Signs out after 30 minutes without a sign of life, and keeps the session of somebody who types for long. */
export function watchIdle(): void {
	let lastSign = Date.now();
	let lastTold = Date.now();
	const sign = () => {
		lastSign = Date.now();
	};
	const look = async () => {
		if (!me.value) {
			lastSign = Date.now();
			return;
		}
		if (Date.now() - lastSign >= idleMs) return signOutIdle();
		if (lastSign > lastTold && Date.now() - lastTold >= tellMs) {
			lastTold = Date.now();
			// No answer now: the next call will say what is wrong.
			await calls.me().catch(() => undefined);
		}
	};
	let timer: ReturnType<typeof setInterval>;
	onMounted(() => {
		for (const name of signs) addEventListener(name, sign, { passive: true });
		timer = setInterval(look, 10_000);
	});
	onBeforeUnmount(() => {
		for (const name of signs) removeEventListener(name, sign);
		clearInterval(timer);
	});
}
