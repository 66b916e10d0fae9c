import { rmSync } from 'node:fs';
import { contentWith } from './many-entries.ts';
import { measurePhoneList } from './phone-list.ts';
import { measured, seconds } from './print.ts';
import { buildEmptyPages, buildSite } from './timed-build.ts';

// The budget: 5,000 ponds and 20,000 results in at most twice the time of an empty Astro page set.
const content = contentWith({ ponds: 5000, results: 20_000 });
const site = await buildSite(content);
const empty = await buildEmptyPages(site.pages);
const ratio = site.cpuMs / empty.cpuMs;
measured(`5,000 ponds and 20,000 results, ${site.pages} pages`, seconds(site.wallMs));
measured(`the same count of empty pages`, seconds(empty.wallMs));
measured('processor time of the one', seconds(site.cpuMs));
measured('processor time of the other', seconds(empty.cpuMs));
measured('ratio by processor time', ratio.toFixed(2), { text: '2', kept: ratio <= 2 });
await measurePhoneList(site.out);
for (const folder of [content, site.out, empty.out]) rmSync(folder, { recursive: true, force: true });
