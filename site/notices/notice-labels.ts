import type { Notice } from '../../content/schema/notice.ts';

export const kindNames: Record<Notice['kind'], string> = {
	notice: '通知公告',
	explanation: '政策解读',
	progress: '工作动态',
};

export const validityNames: Record<Notice['validity'], string> = {
	'in-force': '有效',
	expired: '已失效',
	repealed: '已废止',
};
