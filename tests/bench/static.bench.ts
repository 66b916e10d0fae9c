import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { removeData, startPortal } from '../e2e/server.ts';
import { load, type Outcome } from './load.ts';
import { median, table } from './print.ts';

// What the portal serves of its built pages, beside a bare server that does nothing but hand out the same packed bytes.
// All are measured in turns within one run, several times; the medians and their ratios count.
const rounds = 5;
const connections = 16;
const ms = 1500;
const share = 0.7;

const portal = await startPortal();
let bare: ChildProcess | undefined;
try {
	const pages = readdirSync(portal.siteDir, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('index.html.br') && existsSync(join(portal.siteDir, file)))
		.map((file) => `/${file.slice(0, -'index.html.br'.length)}`);
	bare = spawn(process.execPath, [join(import.meta.dirname, 'floors', 'node-static.ts'), portal.siteDir], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const { stdout } = bare;
	const port = await new Promise<number>((resolve) => stdout?.once('data', (line) => resolve(Number(line))));
	await measure(pages, port);
} finally {
	bare?.kill();
	await portal.stop();
	removeData(portal);
}

async function measure(pages: string[], barePort: number): Promise<void> {
	const timed = (port: number, from: string, encoding: string) => () =>
		load({
			port,
			connections,
			ms,
			request: (nth) => ({
				method: 'GET',
				path: from + pages[nth % pages.length],
				headers: { 'accept-encoding': encoding },
			}),
		});
	const lines = {
		'node:http, pages in memory': timed(barePort, '', 'br'),
		'node:http, pages read each time': timed(barePort, '/disk', 'br'),
		'portal, brotli': timed(portal.port, '', 'gzip, deflate, br'),
		'portal, gzip': timed(portal.port, '', 'gzip'),
		'portal, as it is': timed(portal.port, '', 'identity'),
	};
	const outcomes = new Map(Object.keys(lines).map((name) => [name, [] as Outcome[]]));
	for (const line of Object.values(lines)) await line();
	for (let round = 0; round < rounds; round++) {
		for (const [name, line] of Object.entries(lines)) outcomes.get(name)?.push(await line());
	}
	const floor = median((outcomes.get('node:http, pages in memory') ?? []).map(({ perSecond }) => perSecond));
	const medians = [...outcomes].map(([name, each]) => {
		const perSecond = median(each.map((outcome) => outcome.perSecond));
		const p99 = median(each.map((outcome) => outcome.p99));
		const refused = each.some(({ statuses }) => Object.keys(statuses).some((status) => status !== '200'));
		return { name, perSecond, p99, ratio: perSecond / floor, refused };
	});
	table(
		[`${pages.length} pages in turn`, 'a second', 'p99 ms', ''],
		medians.map(({ name, perSecond, p99, ratio, refused }) => [
			name,
			perSecond.toFixed(0),
			p99.toFixed(1),
			`${(ratio * 100).toFixed(0)} %${refused ? ', NOT ALL ANSWERED' : ''}${name === 'portal, brotli' ? `, ${ratio >= share ? 'reaches' : 'MISSES'} ${share * 100} %` : ''}`,
		]),
	);
	const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
	const file = process.env.BENCH_JSON;
	if (file) writeFileSync(file, `${JSON.stringify({ machine, rounds, connections, medians }, null, '\t')}\n`);
}
