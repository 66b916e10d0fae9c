import { afterEach, expect, test } from 'vitest';
import type { Log } from '../../api/log.ts';
import { type LoopWatch, loopWatch } from '../../api/loop-watch.ts';

let watch: LoopWatch;
afterEach(() => watch.stop());

interface Line {
	level: 'info' | 'warn';
	fields: Record<string, unknown>;
}

function watched(periodMs: number): Line[] {
	const lines: Line[] = [];
	const note = (level: Line['level']) => (fields: object) => void lines.push({ level, fields: { ...fields } });
	const log = { info: note('info'), warn: note('warn') } as unknown as Log;
	watch = loopWatch(log, periodMs);
	watch.start();
	return lines;
}

/** Holds the event loop. */
function hold(ms: number): void {
	const until = performance.now() + ms;
	while (performance.now() < until);
}

test('a call that holds the event loop is a warning with figures, and with nothing of what was called', async () => {
	const lines = watched(100);
	await expect.poll(() => lines.length).toBeGreaterThan(0);
	hold(150);
	await expect.poll(() => lines.find(({ level }) => level === 'warn')).toBeDefined();
	const { fields } = lines.find(({ level }) => level === 'warn') as Line;
	expect(Object.keys(fields).sort()).toEqual(['event', 'max', 'p50', 'p99']);
	expect(fields['event']).toBe('loop.delay');
	expect(fields['max']).toBeGreaterThan(130);
	expect(watch.delay().longest).toBeGreaterThan(130);
});

test('what held it long ago stays the longest, while the recent figures are those of the last time', async () => {
	const lines = watched(50);
	await expect.poll(() => lines.length).toBeGreaterThan(0);
	hold(300);
	await expect.poll(() => watch.delay().longest).toBeGreaterThan(280);
	await expect.poll(() => watch.delay().recent?.max).toBeLessThan(280);
	expect(watch.delay().longest).toBeGreaterThan(280);
});
