import type { Report } from './report.ts';

/** How a report reached us, as shown. */
export const channelNames: Record<Report['channel'], string> = {
	web: '网上举报',
	phone: '电话',
	visit: '来访',
	letter: '来信',
	hotline: '12345 转办',
	city: '市级交办',
};
