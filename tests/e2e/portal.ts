import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import { clientId, clientSecret, openIdentitySystem } from '../api/accounts/oidc/identity-system.ts';
import { freePort, removeData, startPortal } from './server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of the running portal, ending in a slash. */
		url: string;
		/** Password of all demo accounts. */
		password: string;
		/** Folder with the public site as first built; later publications do not touch it. */
		siteDir: string;
		dataDir: string;
	}
}

/** One real portal, built and started once, for all tests that need one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	// Unpacked once, here: two workers that unpack it at the same time cannot start what the other still writes.
	await chromium.executablePath();
	const port = await freePort();
	const system = await openIdentitySystem(`http://127.0.0.1:${port}/`);
	const env = { OIDC_ISSUER: system.issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
	const portal = await startPortal({ env, port });
	project.provide('url', portal.url);
	project.provide('password', portal.password);
	const siteDir = mkdtempSync(join(tmpdir(), 'site-'));
	cpSync(realpathSync(portal.siteDir), siteDir, { recursive: true });
	project.provide('siteDir', siteDir);
	project.provide('dataDir', portal.dataDir);
	return async () => {
		await portal.stop();
		await system.stop();
		removeData(portal);
		rmSync(siteDir, { recursive: true, force: true });
	};
}
