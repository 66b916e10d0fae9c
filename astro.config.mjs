import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { pageLedger } from './site/build/changed-pages.ts';
import { checkedBuild } from './site/build/checks/checked-build.ts';
import { oldestBrowsers, scriptsForOldestBrowsers } from './site/build/oldest-browsers.ts';

// One setting decides where the portal lives: https://host/ or https://host/some/path/.
const url = new URL(process.env.SITE_URL || 'http://localhost:8080/');
// Two builds may run at once (tests, rebuild after publication): each may bring its own cache folder.
const cacheDir = process.env.SITE_CACHE_DIR;
// Development only (api/start/dev.ts): the API and the console run beside this server.
const { DEV_API, DEV_CONSOLE } = process.env;
const proxy = DEV_API && {
	[`${url.pathname}api`]: DEV_API,
	[`${url.pathname}console`]: { target: DEV_CONSOLE, ws: true },
};

export default defineConfig({
	srcDir: './site',
	publicDir: './site/public',
	outDir: process.env.SITE_OUT_DIR || './dist',
	site: url.origin,
	base: url.pathname,
	output: 'static',
	// The development server would refuse the API's addresses before passing them on.
	trailingSlash: DEV_API ? 'ignore' : 'always',
	// While one page is written the next is rendered.
	build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets', concurrency: 4 },
	compressHTML: true,
	// Print sheets repeat their pond's page; error pages are nobody's destination.
	integrations: [
		sitemap({
			filter: (page) => !/\/(sheet|404|unavailable|withheld)\/$/.test(page),
			// Those that are kept of the site that is up are not made, but they are there.
			customPages: pageLedger().keptPages,
		}),
		checkedBuild(),
	],
	devToolbar: { enabled: false },
	...(cacheDir && { cacheDir }),
	markdown: { syntaxHighlight: false },
	vite: {
		...(cacheDir && { cacheDir: `${cacheDir}/vite` }),
		logLevel: 'warn',
		// Nothing to find: the pages import no packages, and the console below has a server of its own.
		optimizeDeps: { noDiscovery: true },
		...(proxy && { server: { proxy } }),
		build: { cssTarget: oldestBrowsers, assetsInlineLimit: 0 },
		plugins: [scriptsForOldestBrowsers()],
	},
});
