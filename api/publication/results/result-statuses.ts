import type { ResultRow } from './find-result.ts';

/** States of a result on its way to the public, as shown. */
export const resultStatusNames = {
	draft: '拟稿',
	submitted: '待审核',
	returned: '退回修改',
	published: '已发布',
	withdrawn: '已撤回',
} as const satisfies Record<ResultRow['status'], string>;
