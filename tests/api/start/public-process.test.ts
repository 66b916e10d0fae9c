import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const importLine = /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';|^import '(\.[^']+)';|\bimport\('(\.[^']+)'\)/gm;

/** Every file of ours that a program loads, types aside, from the root of the project. */
function loadedBy(entry: string): string[] {
	const loaded = new Set<string>();
	const load = (path: string) => {
		if (loaded.has(path)) return;
		loaded.add(path);
		for (const [, from, bare, later] of readFileSync(path, 'utf8').matchAll(importLine)) {
			const found = join(dirname(path), from ?? bare ?? later ?? '');
			if (existsSync(found) && /\.m?ts$/.test(found)) load(found);
		}
	};
	load(entry);
	return [...loaded].map((path) => relative('.', path)).sort();
}

const loaded = loadedBy('api/start/public-server.ts');

test('the public process loads nothing that reads a private key, and no room of the staff', () => {
	expect(loaded).toContain('api/intake/receive/receive.ts');
	const staffOnly = /^api\/(accounts|delivery|demo|handling)\/|^api\/keys\/(key-files|make-keys)\.ts$/;
	expect(loaded.filter((path) => staffOnly.test(path))).toEqual([]);
	expect(loaded.filter((path) => path.startsWith('api/start/'))).toEqual([
		'api/start/open-deps.ts',
		'api/start/open-public.ts',
		'api/start/openapi.ts',
		'api/start/print.ts',
		'api/start/public-app.ts',
		'api/start/public-server.ts',
		'api/start/run-process.ts',
		'api/start/stop-on-signal.ts',
		'api/start/stop-with-npm.ts',
		'api/start/web-app.ts',
	]);
});

test('of what is published it knows where the site lies and how it is fetched, and nothing of how it is written or built', () => {
	expect(loaded.filter((path) => path.startsWith('api/publication/'))).toEqual([
		'api/publication/build/build-manifest.ts',
		'api/publication/build/fetch-build.ts',
		'api/publication/build/follow-builds.ts',
		'api/publication/build/put-up.ts',
		'api/publication/build/shared-builds.ts',
		'api/publication/build/site-files.ts',
		'api/publication/build/site-folder.ts',
	]);
});

test('this is seen: the staff process loads all of that', () => {
	const staff = loadedBy('api/start/server.ts');
	for (const path of ['api/keys/key-files.ts', 'api/accounts/auth.ts', 'api/delivery/deliver.ts']) {
		expect(staff).toContain(path);
	}
});
