import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodeFlags } from '../../api/publication/build/build-into.ts';

export interface TimedBuild {
	/** Folder of the built site; the caller removes it. */
	out: string;
	pages: number;
	/** From start to end, on this machine with whatever else it did. */
	wallMs: number;
	/** Time of the processor, all threads: what two builds are compared by. */
	cpuMs: number;
}

const root = resolve(import.meta.dirname, '..', '..');
const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');

/** Builds the public site from a content folder, as the server does. */
export function buildSite(contentDir: string): Promise<TimedBuild> {
	return timed(root, { CONTENT_DIR: contentDir });
}

/** Builds as many pages that hold nothing: what Astro itself costs. */
export async function buildEmptyPages(count: number): Promise<TimedBuild> {
	// Inside the project, where Astro is found.
	const project = join(root, '.astro', `bench-${process.pid}`);
	mkdirSync(join(project, 'src', 'pages'), { recursive: true });
	writeFileSync(
		join(project, 'astro.config.mjs'),
		"export default { outDir: process.env.SITE_OUT_DIR, trailingSlash: 'always' };\n",
	);
	writeFileSync(
		join(project, 'src', 'pages', '[id].astro'),
		`---\nexport const getStaticPaths = () => Array.from({ length: ${count - 1} }, (_, id) => ({ params: { id: String(id) } }));\n---\n<!doctype html><html lang="zh-CN"><head><title>{Astro.params.id}</title></head><body></body></html>\n`,
	);
	writeFileSync(join(project, 'src', 'pages', 'index.astro'), '<!doctype html><html lang="zh-CN"></html>\n');
	try {
		return await timed(project, {});
	} finally {
		rmSync(project, { recursive: true, force: true });
	}
}

async function timed(project: string, env: Record<string, string>): Promise<TimedBuild> {
	const scratch = mkdtempSync(join(tmpdir(), 'bench-build-'));
	const out = join(scratch, 'out');
	const workshop = join(root, '.astro', `bench-workshop-${process.pid}`);
	mkdirSync(workshop, { recursive: true });
	const cpuFile = join(scratch, 'cpu');
	const started = performance.now();
	const child = spawn(
		process.execPath,
		[...nodeFlags, '--import', join(import.meta.dirname, 'note-cpu-time.ts'), astro, 'build', '--root', project],
		{
			cwd: workshop,
			env: {
				...process.env,
				...env,
				SITE_OUT_DIR: out,
				SITE_CACHE_DIR: join(scratch, 'cache'),
				CPU_TIME_FILE: cpuFile,
				ASTRO_TELEMETRY_DISABLED: '1',
			},
			stdio: ['ignore', 'ignore', 'inherit'],
		},
	);
	const code = await new Promise((done) => child.on('close', done));
	const wallMs = performance.now() - started;
	rmSync(workshop, { recursive: true, force: true });
	if (code !== 0) throw new Error(`the build ended with ${code}`);
	const pages = readdirSync(out, { recursive: true }).filter((file) => String(file).endsWith('.html')).length;
	return { out, pages, wallMs, cpuMs: Number(readFileSync(cpuFile, 'utf8')) };
}
