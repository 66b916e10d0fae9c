import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { keptName, pageLedger, pagesName } from '../changed-pages.ts';
import { budgetCheck } from './budget.ts';
import { type BuiltSite, builtSite } from './built-site.ts';
import { linkCheck } from './links.ts';

/** A list of faults longer than this helps nobody. */
const told = 5;

/**
 * Refuses a build with a page over its budget or a dead link; the site that is up stays up. Pages that are kept of that one
 * were looked at when they were made. Leaves in the build what its pages are made of, and which are to be kept.
 */
export function checkedBuild(): AstroIntegration {
	let base = '/';
	return {
		name: 'checked-build',
		hooks: {
			'astro:config:done': ({ config }) => {
				base = config.base;
			},
			'astro:build:done': ({ dir, pages }) => {
				const folder = fileURLToPath(dir);
				const files = pages.map(({ pathname }) => fileOf(pathname));
				const { made, kept, before } = pageLedger();
				const faults = faultsOf(builtSite(folder, base, [...files, ...kept]), files);
				if (faults.length > 0) {
					const more = faults.length > told ? `另有 ${faults.length - told} 处。` : '';
					throw new Error(`网页检查未通过：${faults.slice(0, told).join('')}${more}`);
				}
				writeFileSync(join(folder, pagesName), [...made].map(([file, digest]) => `${digest} ${file}`).join('\n'));
				if (before) writeFileSync(join(folder, keptName), kept.join('\n'));
			},
		},
	};
}

/** The error page is a file of its own, every other page the index of its folder. */
const fileOf = (pathname: string): string => (pathname === '404/' ? '404.html' : `${pathname}index.html`);

/** What is wrong with the pages of a built site, one sentence each. */
export function faultsOf(site: BuiltSite, pages: string[]): string[] {
	const checks = [budgetCheck(site), linkCheck(site)];
	return pages.flatMap((file) => {
		const html = site.read(file);
		return checks.flatMap((check) => check(file, html));
	});
}
