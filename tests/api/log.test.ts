import { expect, test } from 'vitest';
import { traceOf } from '../../api/log.ts';

test('of an error the log keeps name, code and where, never its message, whatever it looks like', () => {
	const message = 'insert failed, params: 井口\n    at 欧阳建国 (13804217788)';
	const trace = traceOf(Object.assign(new RangeError(message), { code: 'SQLITE_FULL' }));
	expect(trace.error).toBe('RangeError SQLITE_FULL');
	expect(trace.at.length).toBeGreaterThan(0);
	expect(trace.at.every((frame) => frame.startsWith('at '))).toBe(true);
	expect(JSON.stringify(trace)).not.toMatch(/欧阳|1380|井口/);
});

test('what is thrown without being an error is logged by its type only', () => {
	expect(traceOf('欧阳建国')).toEqual({ error: 'string', at: [] });
});
