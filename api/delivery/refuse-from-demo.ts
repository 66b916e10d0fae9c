import { isOwnMachine } from '../own-machine.ts';
import { NotSent } from './send-error.ts';

/** Demo mode reaches nobody: it may only hand over to a stand-in on the same machine. Throws NotSent. */
export function refuseFromDemo(demo: boolean, url: string): void {
	if (demo && !isOwnMachine(url)) throw new NotSent('演示模式不向外发送');
}
