import { join } from 'node:path';
import { runBuild } from './run-build.ts';

/** Makes a built folder ready to be served, in a child process: its packed forms and its list. Throws BuildError. */
export async function finishFolder(folder: string): Promise<void> {
	const child = join(import.meta.dirname, 'inside', 'finish.ts');
	await runBuild([child, folder], { cwd: folder, env: {} });
}
