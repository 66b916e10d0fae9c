import { NotSent } from './send-error.ts';

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address leads to this machine itself. */
export function isOwnMachine(url: string): boolean {
	return ownMachine.has(new URL(url).hostname);
}

/** Demo mode reaches nobody: it may only hand over to a stand-in on the same machine. Throws NotSent. */
export function refuseFromDemo(demo: boolean, url: string): void {
	if (demo && !isOwnMachine(url)) throw new NotSent('演示模式不向外发送');
}
