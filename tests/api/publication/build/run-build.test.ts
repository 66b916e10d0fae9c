import { expect, test } from 'vitest';
import { runBuild } from '../../../../api/publication/build/run-build.ts';

/** A build that says these lines and fails. */
const failing = (...lines: string[]) =>
	runBuild(['-e', `console.error(${JSON.stringify(lines.join('\n'))}); process.exit(1)`], { cwd: '.', env: {} });

test.each([
	[
		'the sentence about a file of the content, wherever it stands',
		['building', '内容文件有误：ponds/a.yaml：name：请填写', '    at read (file.ts:1:2)'],
		'内容文件有误：ponds/a.yaml：name：请填写',
	],
	[
		'that the disk is full',
		['ENOSPC: no space left on device, write', '  Location:', '    /app/node_modules/x.js:252:5', '  Stack trace:'],
		'磁盘空间不足，请腾出空间后再更新网站。',
	],
	[
		'the last words of a fault nobody foresaw, without its place in the code',
		['building', 'EROFS: read-only file system', '  Location:', '    /app/x.js:252:5', '  Stack trace:', '    at y'],
		'building EROFS: read-only file system',
	],
])('a failed build tells staff %s', async (_what, lines, reason) => {
	await expect(failing(...lines)).rejects.toMatchObject({ name: 'BuildError', message: reason });
});
