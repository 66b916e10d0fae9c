import type { StaffAnswer } from '../../../api/start/staff-contract.ts';

/** Whether the public site shows what was decided last. */
export const siteStateNames: Record<StaffAnswer<'GET /publication'>['state'], string> = {
	idle: '已是最新',
	waiting: '等待更新',
	building: '正在更新',
	failed: '更新失败',
};
