import { spawn } from 'node:child_process';

type Check = [name: string, command: string, args: string[]];

// Format, lint and types. Prints only what is wrong.
const checks: Check[] = [
	['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
	// By the native compiler, in a third of the time; console and site cannot use it yet.
	// What runs on the server is compiled without the types of a browser; tests look at both sides. Its declarations are
	// written for the console, which is checked against them, not against the code behind them.
	['types of api, db, content', '../typescript-native/bin/tsc', ['--build', '.']],
	['types of the tests', '../typescript-native/bin/tsc', ['--project', 'tests']],
	['types of the console', 'vue-tsc', ['--noEmit', '--project', 'site/console/tsconfig.json']],
];
// The longest runs beside all others: more at once would only wait for each other on two cores.
const longest: Check = [
	'types of the site',
	'astro',
	['check', '--root', '.', '--tsconfig', 'site/tsconfig.json', '--minimumSeverity', 'warning'],
];

const started = Date.now();
const results = (await Promise.all([run(longest), inTurn()])).flat();
process.exitCode = results.every(Boolean) ? 0 : 1;
process.stdout.write(`check: ${results.filter(Boolean).length} of ${results.length} in ${seconds()} s\n`);

async function inTurn(): Promise<boolean[]> {
	const passed: boolean[] = [];
	for (const check of checks) passed.push(await run(check));
	return passed;
}

async function run([name, command, args]: Check): Promise<boolean> {
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
