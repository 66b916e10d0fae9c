import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { contentModule } from './build/content-module.ts';

const here = import.meta.dirname;

/** The console's own build; where it is mounted and written to comes from outside. */
export default defineConfig({
	root: here,
	base: process.env['CONSOLE_BASE'] ?? '/console/',
	plugins: [vue(), contentModule(resolve(process.env['CONTENT_DIR'] ?? resolve(here, '../../content')))],
	define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
	build: {
		outDir: resolve(here, process.env['CONSOLE_OUT_DIR'] ?? '../../dist-console'),
		emptyOutDir: true,
		target: 'es2020',
		// Small pictures as data: URLs would be fonts and styles the strict policy refuses.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
	},
	cacheDir: resolve(here, '../../node_modules/.vite/console'),
	optimizeDeps: {
		noDiscovery: true,
		include: ['vue', 'vue-router', 'element-plus', 'tus-js-client', '@tanstack/vue-query'],
	},
	logLevel: 'warn',
});
