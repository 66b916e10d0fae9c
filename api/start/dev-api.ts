import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { loadContent } from '../../content/load.ts';
import { readConfig } from '../config.ts';
import { claimFolder } from '../data-folder/claim-folder.ts';
import { loadDemo } from '../demo/load.ts';
import { openPortal } from './open-portal.ts';
import { createPublicApp } from './public-app.ts';
import { createStaffApp } from './staff-app.ts';
import { createWebApp } from './web-app.ts';

// The API alone, for development; dev.ts starts it and restarts it when files change.
const config = readConfig(process.env);
claimFolder(config.dataDir);
const portal = await openPortal(config, loadContent(config.contentDir, join(config.dataDir, 'record')));
const password = await loadDemo(portal.staff, portal.auth, config);
const app = createWebApp(config, {
	publicApi: createPublicApp(portal.intake),
	staffApi: createStaffApp(portal.staff, portal.auth, portal.site),
});
serve({ fetch: app.fetch, port: Number(process.env.DEV_API_PORT), hostname: config.host });
portal.delivery.start(1000);
process.stdout.write(`演示密码：${password}\n`);
