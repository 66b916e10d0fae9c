import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

// Loads an ordinary page again and again, in a thread of its own so that whoever attacks does not slow it down, and
// notes the longest wait and the most memory that the server held. Each message from outside ends a round.
const { url, pid } = workerData as { url: string; pid: number };
let longest = 0;
let memory = 0;
let loads = 0;

parentPort?.on('message', () => {
	parentPort?.postMessage({ longest, memory, loads });
	[longest, memory, loads] = [0, 0, 0];
});

for (;;) {
	const started = performance.now();
	const response = await fetch(url);
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`the page answers ${response.status}`);
	longest = Math.max(longest, performance.now() - started);
	memory = Math.max(memory, residentBytes());
	loads++;
	await pause(10);
}

function residentBytes(): number {
	const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
	return Number(kilobytes) * 1024;
}
