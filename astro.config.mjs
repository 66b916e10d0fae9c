import { defineConfig } from 'astro/config';

// One setting decides where the portal lives: https://host/ or https://host/some/path/.
const url = new URL(process.env.SITE_URL || 'http://localhost:8080/');
// Two builds may run at once (tests, rebuild after publication): each may bring its own cache folder.
const cacheDir = process.env.SITE_CACHE_DIR;

export default defineConfig({
	srcDir: './site',
	publicDir: './site/public',
	outDir: process.env.SITE_OUT_DIR || './dist',
	site: url.origin,
	base: url.pathname,
	output: 'static',
	trailingSlash: 'always',
	build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
	compressHTML: true,
	devToolbar: { enabled: false },
	...(cacheDir && { cacheDir }),
	markdown: { syntaxHighlight: false },
	vite: {
		...(cacheDir && { cacheDir: `${cacheDir}/vite` }),
		logLevel: 'warn',
		build: { target: ['chrome79', 'safari13'], cssTarget: ['chrome79', 'safari13'], assetsInlineLimit: 0 },
	},
});
