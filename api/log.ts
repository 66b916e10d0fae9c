import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The log takes codes, ids and counts only: no addresses, no bodies, no receipt numbers, no texts of errors. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** JSON lines, appended at once, so that nothing is missing after a crash. */
export function openLog({ logFile, logLevel }: Pick<Config, 'logFile' | 'logLevel'>): Log {
	const target = logFile === '-' ? { fd: 2 } : { dest: logFile, mkdir: true };
	const options = { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime };
	return pino(options, pino.destination({ ...target, sync: true }));
}

/** What of an unexpected error may be logged: where it came from, never its message, which may hold row values. */
export function traceOf(error: unknown): { error: string; at: string[] } {
	if (!(error instanceof Error)) return { error: typeof error, at: [] };
	// The stack begins with the message, which may have lines that look like frames.
	const stack = (error.stack ?? '').replace(error.message, () => '');
	const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
	const code = 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
	return { error: code, at: frames.slice(0, 6).map((frame) => frame.trim()) };
}
