import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Runs the measurements beside this file one after the other, each in a process of its own: all of them, or those
// named: `npm run bench -- site`. What they print is for people; nothing here can fail a build.
const folder = import.meta.dirname;
const wanted = process.argv.slice(3);
const known = readdirSync(folder)
	.filter((file) => file.endsWith('.bench.ts'))
	.map((file) => file.slice(0, -'.bench.ts'.length));
const unknown = wanted.filter((name) => !known.includes(name));

if (unknown.length > 0) {
	process.stderr.write(`no measurement is called ${unknown.join(', ')}; there are: ${known.join(', ')}\n`);
	process.exitCode = 1;
} else {
	for (const name of wanted.length > 0 ? wanted : known) await run(name);
}

async function run(name: string): Promise<void> {
	process.stdout.write(`\n${name}\n`);
	const child = spawn(process.execPath, [join(folder, `${name}.bench.ts`)], { stdio: 'inherit' });
	const code = await new Promise((resolve) => child.on('close', resolve));
	if (code !== 0) process.exitCode = 1;
}
