import { describe, expect, test } from 'vitest';
import { fileSize } from '../../../../content/facts/file-size.ts';
import { loadContent } from '../../../../content/load.ts';
import { kindOf, refuseFile } from '../../../../site/form/browser/check-file.ts';

const limits = loadContent('content').evidence;
const file = (name: string, size = 1000, type = '') => ({ name, size, type });
const MB = 1_000_000;

describe('a file is looked at before it is sent', () => {
	test.each([
		['IMG_1.JPG', '', 'picture'],
		['IMG_1.HEIC', '', 'picture'],
		['a', 'image/webp', 'picture'],
		['夜里.MOV', 'video/quicktime', 'video'],
		['录音.m4a', 'audio/x-m4a', 'sound'],
		['录音.mp3', '', 'sound'],
		['公告.pdf', 'application/pdf', 'document'],
		['a.zip', 'application/zip', undefined],
		['a.svg', 'image/svg+xml', undefined],
		['a.gif', 'image/gif', undefined],
		['无名', '', undefined],
	])('%s (%s) is %s', (name, type, kind) => expect(kindOf(file(name, 1, type))).toBe(kind));

	test.each([
		['a.zip', 10, [], '只接收照片'],
		['a.jpg', 0, [], '文件是空的'],
		['a.jpg', 20 * MB, [], ''],
		['a.jpg', 20 * MB + 1, [], '超过了单个照片 20 MB 的上限'],
		['a.mp4', 200 * MB + 1, [], '超过了单个视频 200 MB 的上限'],
		['a.jpg', 10, Array(8).fill(10), ''],
		['a.jpg', 10, Array(9).fill(10), '最多添加 9 个文件'],
		['a.mp4', 100 * MB, [200 * MB, 100 * MB], ''],
		['a.mp4', 100 * MB + 1, [200 * MB, 100 * MB], '全部文件合计不能超过 400 MB'],
	] as Array<[string, number, number[], string]>)('%s of %i bytes beside %j: %s', (name, size, others, sentence) => {
		const said = refuseFile(file(name, size), others, limits);
		if (sentence) expect(said).toContain(sentence);
		else expect(said).toBe('');
	});
});

test('sizes are said as people say them', () => {
	expect([1, 1500, 99_000, 2_345_678, 20 * MB].map(fileSize)).toEqual(['1 KB', '2 KB', '99 KB', '2.3 MB', '20.0 MB']);
});
