import { expect, test } from 'vitest';
import { howHandedOver } from '../../../../site/track/browser/how-handed-over.ts';

const file = { id: 'a', kind: 'document', size: 1000 };

test('who ticks a file reads what a county would get of it, and which pages it would not', () => {
	const told = (preview: boolean, pictures: number, pages: number | null) =>
		howHandedOver({ ...file, preview, pictures, pages });
	expect(told(false, 0, null)).toBe('原样移交，可能带有拍摄设备、位置等信息。');
	expect(told(true, 1, null)).toBe('只移交去掉拍摄设备、位置等信息的照片。');
	expect(told(true, 3, 3)).toBe('只移交各页的图片，不移交原件。');
	expect(told(true, 30, 34)).toBe('只移交前 30 页的图片，后面 4 页和原件都不移交。');
});
