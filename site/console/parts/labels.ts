import type { Publication } from '../calls/contract-office.ts';

/** Datums as the trade calls them. */
export const datumNames: Record<string, string> = {
	wgs84: 'WGS-84',
	cgcs2000: 'CGCS2000',
	gcj02: 'GCJ-02',
	bd09: 'BD-09',
};

/** Whether the public site shows what was decided last. */
export const siteStateNames: Record<Publication['state'], string> = {
	idle: '已是最新',
	waiting: '等待更新',
	building: '正在更新',
	failed: '更新失败',
};

/** A receipt number as it was typed, without what stands between its digits. */
export function ungrouped(typed: string): string {
	return typed.replace(/[\s-]/g, '');
}

/** A file's size as people say it. */
export function sizeWords(bytes: number): string {
	return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
