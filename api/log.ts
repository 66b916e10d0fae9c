import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { errorCode } from './error-code.ts';

/** The log takes codes, ids and counts only: no addresses, no bodies, no receipt numbers, no texts of errors. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Bytes of lines that are buffered while the disk is full, to be written once there is space again. */
const mostWaiting = 1_000_000;

/** JSON lines, appended at once, so that nothing is missing after a crash. A log that cannot be written stops nothing. */
export function openLog({ logFile, logLevel }: Pick<Config, 'logFile' | 'logLevel'>): Log {
	const options = { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime };
	if (logFile === '-') return pino(options, destination({ fd: 2 }));
	try {
		return pino(options, destination({ dest: logFile, mkdir: true, mode: 0o660 }));
	} catch (error) {
		const log = pino(options, destination({ fd: 2 }));
		log.error({ event: 'log.no-file', ...traceOf(error) });
		return log;
	}
}

function destination(target: { fd: number } | { dest: string; mkdir: boolean; mode: number }) {
	const stream = pino.destination({ ...target, sync: true, maxLength: mostWaiting });
	// Without a listener for errors, a full disk would end the process.
	stream.on('error', () => undefined);
	return stream;
}

/** What of an unexpected error may be logged: where it came from, never its message, which may hold row values. */
export function traceOf(error: unknown): { error: string; at: string[] } {
	if (!(error instanceof Error)) return { error: typeof error, at: [] };
	// The stack begins with the message, which may have lines that look like frames.
	const stack = (error.stack ?? '').replace(error.message, () => '');
	const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
	return {
		error: [error.name, codeOf(error)].filter(Boolean).join(' '),
		at: frames.slice(0, 6).map((frame) => frame.trim()),
	};
}

/** Libraries wrap what the system said: its code says most. */
function codeOf(error: Error): string | undefined {
	return errorCode(error) ?? (error.cause instanceof Error ? codeOf(error.cause) : undefined);
}
