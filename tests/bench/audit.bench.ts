import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import { chainHash } from '../../api/audit/chain.ts';
import { readConfig } from '../../api/config.ts';
import { openPortal } from '../../api/start/open-portal.ts';
import { loadContent } from '../../content/load.ts';
import { bytes, measured, seconds } from './print.ts';

// The budget: a log of 1,000,000 rows is looked through without holding anything else up for more than 50 ms, and
// without keeping it in memory. Beside the time passed stands the processor time, which says the same on a busy machine.
const count = 1_000_000;
const budgetMs = 50;

const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
const config = readConfig({ DATA_DIR: dataDir, CAPTCHA: 'off', LOG_LEVEL: 'error' });
const portal = await openPortal(config, loadContent('content'));

try {
	const started = performance.now();
	fillWithRows();
	measured('1,000,000 rows written', seconds(performance.now() - started));
	await timed('every row verified', () => portal.auditWatch.verify());
	await timed('the hour after', () => portal.auditWatch.everyHour());
	if (portal.auditWatch.state().faults.length > 0) throw new Error('the log was not found whole');
} finally {
	await portal.close();
	rmSync(dataDir, { recursive: true, force: true });
}

/** Looks at a report, as most rows are. */
function fillWithRows(): void {
	const db = new Sqlite(join(dataDir, 'portal.db'));
	const insert = db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
	let before = '';
	const fill = db.transaction(() => {
		for (let seq = 1; seq <= count; seq++) {
			const at = new Date(1.7e12 + seq * 1000).toISOString();
			const who = { actorId: `officer-${seq % 50}`, actorName: '经办' };
			const row = { seq, at, ...who, action: 'report.viewed', subject: String(1e11 + (seq % 5000)), reason: null };
			before = chainHash(portal.staff.keys, before, row);
			insert.run(...Object.values(row), before);
		}
	});
	fill();
	db.close();
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
	const held = monitorEventLoopDelay({ resolution: 5 });
	const [started, cpu, memory] = [performance.now(), process.cpuUsage(), process.memoryUsage().rss];
	held.enable();
	await work();
	held.disable();
	const { user, system } = process.cpuUsage(cpu);
	measured(name, seconds(performance.now() - started));
	measured(`${name}, processor`, seconds((user + system) / 1000));
	const longest = held.percentile(99) / 1e6;
	const budget = { text: `${budgetMs} ms`, kept: longest <= budgetMs };
	measured(`${name}, others held up (99th percentile)`, `${longest.toFixed(1)} ms`, budget);
	measured(`${name}, memory grown by`, bytes(Math.max(0, process.memoryUsage().rss - memory)));
}
