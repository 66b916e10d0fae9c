import { spawn } from 'node:child_process';

// Format, lint and types, side by side. Prints only what is wrong.
const checks: Array<[name: string, command: string, args: string[]]> = [
	['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
	['types of api, db, content, tests', 'tsc', ['--project', '.']],
	[
		'types of the site',
		'astro',
		['check', '--root', '.', '--tsconfig', 'site/tsconfig.json', '--minimumSeverity', 'warning'],
	],
	['types of the console', 'vue-tsc', ['--noEmit', '--project', 'site/console/tsconfig.json']],
];

const started = Date.now();
const results = await Promise.all(checks.map(run));
process.exitCode = results.every(Boolean) ? 0 : 1;
process.stdout.write(`check: ${results.filter(Boolean).length} of ${checks.length} in ${seconds()} s\n`);

async function run([name, command, args]: (typeof checks)[number]): Promise<boolean> {
	const child = spawn(`node_modules/.bin/${command}`, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false });
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	const code = await new Promise((resolve) => child.on('close', resolve));
	if (code !== 0) process.stdout.write(`\n${name}:\n${said}\n`);
	return code === 0;
}

function seconds(): string {
	return ((Date.now() - started) / 1000).toFixed(1);
}
