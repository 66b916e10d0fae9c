import type { PublicConsent } from '../../../api/start/public-contract.ts';

/** What a county would get of a ticked file. */
export function howHandedOver({ preview, pictures, pages }: PublicConsent['files'][number]): string {
	if (!preview) return '原样移交，可能带有拍摄设备、位置等信息。';
	if (pages === null) return '只移交去掉拍摄设备、位置等信息的照片。';
	const left = pages - pictures;
	return left > 0 ? `只移交前 ${pictures} 页的图片，后面 ${left} 页和原件都不移交。` : '只移交各页的图片，不移交原件。';
}
