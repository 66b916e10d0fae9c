import { once } from 'node:events';
import { join } from 'node:path';
import { demoRefusal } from '../../content/facts/demo.ts';
import { watchDiskSpace } from '../../db/disk-space.ts';
import { ConfigError, readConfig } from '../config.ts';
import { listen } from '../http/listen.ts';
import { defaultTimeouts } from '../http/timeouts.ts';
import { isSiteClosed, siteFolder } from '../publication/build/site-folder.ts';
import { openPublic } from './open-public.ts';
import { print } from './print.ts';
import { createPublicApp } from './public-app.ts';
import { refuseTakenPort, runProcess } from './run-process.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { createPageListener, createWebApp } from './web-app.ts';

/** How often what other processes received of unsent files is counted anew. */
const unsentMs = 15_000;
/** How often a machine asks whether there is a newer site. */
const followMs = 5000;

/** How often rate limits are settled with those of other processes. */
const countersMs = 1000;

/**
 * The public side alone, beside a staff side that runs as another process: site, intake and tracking. It migrates,
 * delivers and builds nothing, and has no key that opens what is sealed to the operator.
 */
runProcess(async () => {
	const config = readConfig(process.env, ['public']);
	await refuseTakenPort(config.host, config.port, 'PORT');
	const portal = await openPublic(config, watchDiskSpace(config.dataDir));
	const { content } = portal.intake;
	const refusal = config.env === 'production' ? demoRefusal(content) : null;
	if (refusal) throw new ConfigError(refusal);
	const home = join(config.dataDir, 'public');
	const parts = {
		publicApi: createPublicApp(portal.intake),
		site: siteFolder(home),
		siteClosed: () => isSiteClosed(home),
		tiles: content.site.map.tiandituKey !== undefined,
	};
	const [app, pages] = [createWebApp(config, parts), createPageListener(config, parts)];
	const server = listen(app, { host: config.host, port: config.port }, defaultTimeouts, pages);
	stopOnSignal({ servers: [server], stopWork: async () => undefined, close: portal.close });
	if (!server.listening) await once(server, 'listening');
	portal.unsent.start(unsentMs);
	portal.counters.start(countersMs);
	portal.followSite?.start(followMs);
	portal.loop.start();
	print(`公开网站：    http://${config.host}:${config.port}${config.siteUrl.pathname}`);
	print('本进程为公众端，没有打开举报内容的私钥；通知、网页生成和日常任务由工作人员端进行。');
	print('按 Ctrl-C 停止。');
});
