// npm run migration -- --name what_it_does: writes one migration for each engine, after a change in db/schema.
// npm run migration -- --anew: makes the beginning anew, which refuses all databases that were made before.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { name: { type: 'string' }, anew: { type: 'boolean' } } });
if (!values.name && !values.anew) throw new Error('say --name what_it_does, or --anew');

for (const engine of ['sqlite', 'postgres']) {
	const folder = join('db', 'migrations', engine);
	const generate = (...args: string[]) => {
		const config = join('db', engine, 'drizzle.config.ts');
		execFileSync('drizzle-kit', ['generate', '--config', config, ...args], { stdio: 'inherit' });
	};
	if (!values.anew) {
		generate('--name', values.name ?? '');
		continue;
	}
	rmSync(folder, { recursive: true, force: true });
	generate('--name', 'the_whole');
	generate('--custom', '--name', 'guards_and_search');
	const custom = readdirSync(folder).find((name) => name.endsWith('_guards_and_search.sql'));
	if (!custom) throw new Error(`no place for the guards in ${folder}`);
	copyFileSync(join('db', engine, 'guards-and-search.sql'), join(folder, custom));
}
