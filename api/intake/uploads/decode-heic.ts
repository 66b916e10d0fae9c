import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';

/** Pixels, three bytes each, of a picture that may be smaller than the one it was made of. */
export interface Decoded {
	data: Buffer;
	width: number;
	height: number;
}

/** A picture of 48 million pixels took 5 seconds and 420 MB in all; what needs much more is no photograph. */
const limits = { seconds: 30, wasmPages: 8192, heapMb: 256 };

const program = join(import.meta.dirname, 'heic-decoder.ts');
const readable = [
	join(import.meta.dirname, 'heic-decoder.ts'),
	join(import.meta.dirname, '..', '..', '..', 'package.json'),
	join(dirname(fileURLToPath(import.meta.resolve('libheif-js'))), '*'),
];

/**
 * Decodes the HEIC of phones, which the built-in decoder does not know. It happens in a process that may read its
 * own code and nothing else, without a setting of ours, and that ends when it takes too much time or memory.
 */
export async function decodeHeic(rules: EvidenceRules, file: Buffer): Promise<Decoded> {
	const child = spawn(
		process.execPath,
		[
			'--permission',
			...readable.map((path) => `--allow-fs-read=${path}`),
			`--wasm-max-mem-pages=${limits.wasmPages}`,
			`--max-old-space-size=${limits.heapMb}`,
			program,
			String(rules.maxMegapixels * 1_000_000),
			String(rules.previewPx),
		],
		{ env: {}, stdio: ['pipe', 'pipe', 'ignore'], timeout: limits.seconds * 1000, killSignal: 'SIGKILL' },
	);
	// It may give up before it has read all: its exit code tells.
	child.stdin.on('error', () => undefined);
	child.stdin.end(file);
	const ended = new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	const [code, answer] = await Promise.all([ended, buffer(child.stdout)]);
	if (code !== 0) throw new Error('not decoded');
	const data = answer.subarray(8);
	return { data, width: answer.readUInt32LE(0), height: answer.readUInt32LE(4) };
}
