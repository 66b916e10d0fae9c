import { join } from 'node:path';
import { runBuild } from './run-build.ts';

/**
 * Makes a built folder ready to be served, in a child process: packed, listed, and as far as it is the same taken over from
 * the site that is up. Throws BuildError.
 */
export async function finishFolder(folder: string, before?: string): Promise<void> {
	const child = join(import.meta.dirname, 'inside', 'finish.ts');
	await runBuild([child, folder, ...(before === undefined ? [] : [before])], { cwd: folder, env: {} });
}
