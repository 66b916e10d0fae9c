import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../content/load.ts';
import { type RunningPortal, removeData, startPortal } from '../e2e/server.ts';
import { type Load, load, type Outcome, type Wire } from './load.ts';
import { median, table } from './print.ts';

// What one machine takes in and answers, beside the floors: a bare server and the bare framework with one insert each.
// All are measured in turns within one run, several times, so that whatever else the machine does hits all of them; the
// medians and their ratios count. `npm run bench -- intake`; BENCH_JSON names a file for the figures.
const rounds = 3;
const connections = 16;
const reportsMs = 2500;
const readsMs = 1500;
const steadyMs = 3000;
const steadyRate = 200;
/** More connections than are served at once. */
const crowd = 1500;

const content = loadContent('content');
const counties = content.units.counties.map(({ adcode }) => adcode);
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
const children: ChildProcess[] = [];
let portals: RunningPortal[] = [];
let sent = 0;

type Receipt = { number: string; secret: string };
type Name = keyof typeof targets;

/** What each line is held against; `of` is the line of the same run that it is a share of. */
const targets = {
	'node:http, one insert': {},
	'hono + zod + drizzle, one insert': {},
	'reports, no key derivation': { of: 'hono + zod + drizzle, one insert', share: 0.5 },
	'reports, with key derivation': { perSecond: 400 },
	'reports, no key derivation, 200 a second': { p99: 50 },
	'reports, with key derivation, 200 a second': { p99: 50 },
	'tracking, no key derivation': { perSecond: 1500 },
	'tracking, with key derivation': { perSecond: 400 },
	'hono, bare': {},
	locate: { of: 'hono, bare', share: 0.7 },
} as const satisfies Record<string, { of?: string; share?: number; perSecond?: number; p99?: number }>;

async function measure(): Promise<void> {
	const node = await floor('node-insert');
	const hono = await floor('hono-insert');
	const [plain, derived] = await twoPortals();
	const known = { plain: await receiptsOf(plain.port), derived: await receiptsOf(derived.port) };
	const reports = { path: '/api/reports', wire: aReport, ms: reportsMs };
	const steady = { ...reports, ms: steadyMs, rate: steadyRate };
	const tracking = (receipts: Receipt[]) => ({
		path: '/api/reports/track',
		wire: (nth: number) => post('/api/reports/track', receipts[nth % receipts.length]),
		ms: readsMs,
	});
	const locating = { path: '/api/locate', wire: aPlace, ms: readsMs };
	const lines: Record<Name, () => Promise<Outcome>> = {
		'node:http, one insert': () => timed(node, reports),
		'hono + zod + drizzle, one insert': () => timed(hono, reports),
		'reports, no key derivation': () => timed(plain.port, reports),
		'reports, with key derivation': () => timed(derived.port, reports),
		'reports, no key derivation, 200 a second': () => timed(plain.port, steady),
		'reports, with key derivation, 200 a second': () => timed(derived.port, steady),
		'tracking, no key derivation': () => timed(plain.port, tracking(known.plain)),
		'tracking, with key derivation': () => timed(derived.port, tracking(known.derived)),
		'hono, bare': () => timed(hono, locating),
		locate: () => timed(plain.port, locating),
	};
	const names = Object.keys(targets) as Name[];
	const outcomes = new Map<Name, Outcome[]>(names.map((name) => [name, []]));
	// What is compiled, cached and grown at first is not what a portal does all day.
	for (const name of names) await lines[name]();
	for (let round = 0; round < rounds; round++) {
		for (const name of names) outcomes.get(name)?.push(await lines[name]());
	}
	const medians = new Map(names.map((name) => [name, mediansOf(outcomes.get(name) ?? [])]));
	const rush = { plain: await crowded(plain.port), derived: await crowded(derived.port) };
	show(medians, rush);
	const file = process.env.BENCH_JSON;
	if (!file) return;
	const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
	const figures = { machine, rounds, connections, medians: Object.fromEntries(medians), rush };
	writeFileSync(file, `${JSON.stringify({ ...figures, each: Object.fromEntries(outcomes) }, null, '\t')}\n`);
}

function timed(port: number, { wire, ms, rate }: { wire: Load['request']; ms: number; rate?: number }) {
	return load({
		port,
		connections: rate === undefined ? connections : 4 * connections,
		ms,
		request: wire,
		...(rate !== undefined && { rate }),
	});
}

/** No two alike, of the length of most; half by a point anywhere in and around the city, half by county and words. */
function aReport(): Wire {
	const nth = sent++;
	const location =
		nth % 2 === 0
			? { ...aPoint(nth), datum: 'gcj02' }
			: { adcode: counties[nth % counties.length], place: `某村北山坡第 ${nth} 号地块` };
	return post(
		'/api/reports',
		{
			category: 'no-licence',
			description: `${'山坡上每天夜里有挖掘机挖矿，没有看到任何牌照，路面被压坏，灰尘很大。'.repeat(5)}${nth}`,
			location,
			reporter: nth % 3 === 0 ? { mode: 'named', name: '欧阳建国', phone: '13804217788' } : { mode: 'anonymous' },
		},
		{ 'idempotency-key': crypto.randomUUID() },
	);
}

const aPlace = (nth: number): Wire => post('/api/locate', { ...aPoint(nth), datum: 'gcj02' });
const aPoint = (nth: number) => ({ lat: 41 + ((nth * 0.0137) % 1.4), lon: 119 + ((nth * 0.0231) % 2.3) });
const post = (path: string, body: unknown, headers = {}): Wire => ({ method: 'POST', path, body, headers });

/** A floor in a process of its own. */
async function floor(name: string): Promise<number> {
	const script = join(import.meta.dirname, 'floors', `${name}.ts`);
	const child = spawn(process.execPath, [script, join(scratch, `${name}.db`)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	return new Promise((resolve) => child.stdout.once('data', (line) => resolve(Number(line))));
}

/** Two real servers, without and with the derivation of keys; the second takes over the site that the first has built. */
async function twoPortals(): Promise<[RunningPortal, RunningPortal]> {
	const env = { CAPTCHA: 'off', RECEIPT_KDF: 'off' };
	const first = await startPortal({ env });
	const copy = mkdtempSync(join(tmpdir(), 'portal-'));
	await first.stop();
	cpSync(first.dataDir, copy, { recursive: true });
	const plain = await startPortal({ env, dataDir: first.dataDir });
	portals = [plain];
	const derived = await startPortal({ env: { CAPTCHA: 'off' }, dataDir: copy });
	portals = [plain, derived];
	return [plain, derived];
}

async function receiptsOf(port: number): Promise<Receipt[]> {
	const receipts: Receipt[] = [];
	const onAnswer: Load['onAnswer'] = ({ status, body }) => {
		if (status !== 201) return;
		const { number, secret } = JSON.parse(body);
		receipts.push({ number, secret });
	};
	await load({ port, connections, ms: 20_000, most: 200, request: aReport, onAnswer });
	if (receipts.length < 200) throw new Error('not every report was taken in');
	return receipts;
}

/** One report each by more people at once than can be served: each is acknowledged, or told when to come back. */
async function crowded(port: number) {
	let mute = 0;
	const onAnswer: Load['onAnswer'] = ({ status, head }) => {
		if (status !== 201 && !/\r\nretry-after: \d+/i.test(head)) mute++;
	};
	const outcome = await load({ port, connections: crowd, ms: 60_000, most: crowd, request: aReport, onAnswer });
	return { statuses: outcome.statuses, withoutRetryAfter: mute, max: outcome.max };
}

function mediansOf(outcomes: Outcome[]): Pick<Outcome, 'perSecond' | 'p50' | 'p99'> & { refused: number } {
	const of = (key: 'perSecond' | 'p50' | 'p99') => median(outcomes.map((outcome) => outcome[key]));
	const refused = outcomes.flatMap(({ statuses }) =>
		Object.entries(statuses).flatMap(([status, count]) => (Number(status) < 300 ? [] : count)),
	);
	return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), refused: refused.reduce((a, b) => a + b, 0) };
}

function show(
	medians: Map<Name, ReturnType<typeof mediansOf>>,
	rush: Record<string, Awaited<ReturnType<typeof crowded>>>,
): void {
	const rows = [...medians].map(([name, { perSecond, p50, p99, refused }]) => {
		const figures = [perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1), String(refused)];
		return [name, ...figures, verdict(name, medians)];
	});
	table(['', 'a second', 'p50 ms', 'p99 ms', 'refused', ''], rows);
	for (const [name, { statuses, withoutRetryAfter, max }] of Object.entries(rush)) {
		const counts = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
		process.stdout.write(
			`  ${crowd} at once, ${name}: ${counts.join(', ')}; refused without Retry-After: ${withoutRetryAfter}; longest ${max.toFixed(0)} ms\n`,
		);
	}
}

function verdict(name: Name, medians: Map<Name, ReturnType<typeof mediansOf>>): string {
	const target: { of?: Name; share?: number; perSecond?: number; p99?: number } = targets[name];
	const own = medians.get(name);
	if (!own) return '';
	if (target.p99 !== undefined) return against(own.p99 <= target.p99, `p99 ${target.p99} ms`);
	if (target.perSecond !== undefined) return against(own.perSecond >= target.perSecond, `${target.perSecond}`);
	if (target.of === undefined || target.share === undefined) return '';
	const share = own.perSecond / (medians.get(target.of)?.perSecond ?? Number.NaN);
	return `${(share * 100).toFixed(0)} %, ${against(share >= target.share, `${target.share * 100} %`)}`;
}

const against = (kept: boolean, text: string) => `${kept ? 'reaches' : 'MISSES'} ${text}`;

try {
	await measure();
} finally {
	for (const child of children) child.kill();
	await Promise.all(portals.map((portal) => portal.stop()));
	for (const portal of portals) removeData(portal);
	rmSync(scratch, { recursive: true, force: true });
}
