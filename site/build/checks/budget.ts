import { gzipSync } from 'node:zlib';
import { valuesAfter } from './attribute-values.ts';
import type { BuiltSite } from './built-site.ts';

/** Bytes over the wire, without pictures. */
export const budgets = { reading: 40 * 1024, report: 60 * 1024, requests: 4, script: 1024 };

/** Pages that are more than reading: the form, the enquiry, and lists and maps with a script of their own. */
const working = /^(report|track|search|ponds\/find|ponds\/map)\//;
/** A batch is published whole, by custom, and printed: it is as heavy as its cases, and must not stop a publication. */
const whole = /^results\/batches\/\d+\//;
const isReadingPage = (file: string): boolean => !working.test(file);

interface Parts {
	styles: string[];
	scripts: string[];
}

/** Weighs pages against their budgets; says what is too much, one sentence each. */
export function budgetCheck({ base, read }: BuiltSite): (file: string, html: string) => string[] {
	const sizes = new Map<string, number>();
	const size = (file: string): number => {
		const known = sizes.get(file) ?? gzipSync(Buffer.from(read(file), 'latin1')).length;
		sizes.set(file, known);
		return known;
	};
	const weight = (html: string, most: number, { styles, scripts }: Parts): number => {
		const parts = [...styles, ...scripts].reduce((sum, part) => sum + size(part), 0);
		// Most pages fit as they stand: only the others are worth packing.
		return parts + html.length <= most ? 0 : parts + gzipSync(Buffer.from(html, 'latin1')).length;
	};
	return (file, html) => {
		const parts = partsOf(html, base);
		if (file === 'report/index.html') {
			const all = { ...parts, scripts: withImports(parts.scripts, read) };
			return tooHeavy(file, weight(html, budgets.report, all), budgets.report);
		}
		if (!isReadingPage(file)) return [];
		return [
			...(whole.test(file) ? [] : tooHeavy(file, weight(html, budgets.reading, parts), budgets.reading)),
			...tooManyParts(file, html, parts),
			...parts.scripts
				.filter((script) => read(script).length > budgets.script)
				.map((script) => `${file} 的脚本 ${script} 超过 1 KB。`),
		];
	};
}

function tooHeavy(file: string, bytes: number, most: number): string[] {
	if (bytes <= most) return [];
	return [`${file} 传输 ${(bytes / 1024).toFixed(1)} KB，超过上限 ${most / 1024} KB。`];
}

function tooManyParts(file: string, html: string, { styles, scripts }: Parts): string[] {
	const pictures = valuesAfter(html, '<img ').length;
	// The page and its icon, style sheets, scripts and pictures.
	const requests = 2 + styles.length + scripts.length + pictures;
	const found =
		requests > budgets.requests ? [`${file} 需要 ${requests} 次请求，超过上限 ${budgets.requests} 次。`] : [];
	return scripts.length > 1 ? [...found, `${file} 有 ${scripts.length} 个脚本，阅读页只能有 1 个。`] : found;
}

function partsOf(html: string, base: string): Parts {
	const below = (address: string): string => address.slice(base.length);
	return {
		styles: valuesAfter(html, '<link rel="stylesheet" href="').map(below),
		scripts: [...valuesAfter(html, '<script src="'), ...valuesAfter(html, '<script type="module" src="')].map(below),
	};
}

/** Scripts with those they import at once; what is asked for later is not of the first load. */
function withImports(scripts: string[], read: BuiltSite['read']): string[] {
	const all = new Set(scripts);
	for (const script of all) {
		const folder = script.slice(0, script.lastIndexOf('/') + 1);
		for (const [, name = ''] of read(script).matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g))
			all.add(folder + name);
	}
	return [...all];
}
