import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Plugin } from 'vite';
import { CountyAreas, Towns } from '../../../content/schema/areas.ts';
import { drawCounties } from './draw-counties.ts';

const name = 'virtual:content';

/** What the console shows of content/: the portal's name, the townships and the schematic outlines of the counties. */
export function contentModule(contentDir: string): Plugin {
	return {
		name: 'console-content',
		resolveId: (id) => (id === name ? `\0${name}` : undefined),
		load(id) {
			if (id !== `\0${name}`) return undefined;
			const site = load(readFileSync(join(contentDir, 'site.yaml'), 'utf8')) as { title: string; shortTitle?: string };
			const file = readFileSync(join(contentDir, 'areas/counties.display.geojson'), 'utf8');
			const sketch = drawCounties(CountyAreas.parse(JSON.parse(file)));
			const towns = Towns.parse(JSON.parse(readFileSync(join(contentDir, 'areas/towns.json'), 'utf8')));
			return [
				`export const towns = ${JSON.stringify(towns.map(({ adcode, name }) => ({ adcode, name })))};`,
				`export const fullTitle = ${JSON.stringify(site.title)};`,
				`export const title = ${JSON.stringify(site.shortTitle ?? site.title)};`,
				`export const sketch = ${JSON.stringify(sketch)};`,
			].join('\n');
		},
	};
}
