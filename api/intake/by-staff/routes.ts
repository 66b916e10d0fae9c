import { Hono, type MiddlewareHandler } from 'hono';
import type { Deps, StaffDeps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { readIdempotencyKey } from '../../http/idempotency-key.ts';
import { jsonBody, wholeBody } from '../../http/json-body.ts';
import { savedAs } from '../../http/saved-as.ts';
import type { Timeouts } from '../../http/timeouts.ts';
import type { Permit, StaffEnv } from '../../permission/permit.ts';
import { EnteredReport, enterReport } from './enter-report.ts';
import { importList, tryImport } from './import-list.ts';
import { importTemplate } from './import-template.ts';
import { listImports } from './list-imports.ts';
import { receiptsSheet, renewedSheet } from './receipts-sheet.ts';
import { Renewal, renewReceipts } from './renew-receipts.ts';

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list of a thousand rows; checked after the permission, before anything is read. */
const listBody = ({ silentMs }: Timeouts) =>
	wholeBody({
		bytes: 5 * 1024 * 1024,
		ms: silentMs,
		tooLarge: '文件超过 5 MB，请只保留清单内容，或者分成几份导入。',
	});

const sheetOnly: MiddlewareHandler<StaffEnv> = async (c, next) => {
	if (c.req.header('content-type') !== sheetType) {
		throw new PortalError('unsupported_type', '只接收 Excel 表格（.xlsx），请下载模板填写后上传。');
	}
	await next();
};

/** What staff write down for somebody who called, came or wrote. */
export function entryRoutes(deps: StaffDeps, permit: Permit) {
	return new Hono<StaffEnv>()
		.post('/reports', permit('reports.enter'), jsonBody(EnteredReport), async (c) => {
			const key = requiredKey(c.req.header('idempotency-key'));
			return c.json(await enterReport(deps, c.get('officer'), c.req.valid('json'), key), 201);
		})
		.get('/imports', permit('reports.enter'), async (c) =>
			c.json({ imports: await listImports(deps, c.get('officer')), renewDays: deps.content.receipt.renewDays }),
		)
		.post('/imports/:id/receipts', permit('reports.enter'), jsonBody(Renewal), async (c) => {
			const renewed = await renewReceipts(deps, c.get('officer'), c.req.param('id'), c.req.valid('json'));
			return c.body(new Uint8Array(await renewedSheet(renewed)), 201, sheet('12345 重新生成的回执'));
		});
}

/** Lists of the 12345 line; they have a larger body than all other calls of staff. */
export function importRoutes(deps: Deps, permit: Permit, timeouts: Timeouts) {
	const body = listBody(timeouts);

	return new Hono<StaffEnv>()
		.get('/import/template.xlsx', permit('reports.enter'), async (c) =>
			c.body(new Uint8Array(await importTemplate(deps.content)), 200, sheet('12345 清单模板')),
		)
		.post('/import/check', permit('reports.enter'), sheetOnly, body, async (c) =>
			c.json(await tryImport(deps, c.get('officer'), Buffer.from(await c.req.arrayBuffer()))),
		)
		.post('/import', permit('reports.enter'), sheetOnly, body, async (c) => {
			const key = requiredKey(c.req.header('idempotency-key'));
			const imported = await importList(deps, c.get('officer'), Buffer.from(await c.req.arrayBuffer()), key);
			return c.body(new Uint8Array(await receiptsSheet(imported)), 201, sheet('12345 受理回执'));
		});
}

/** Required here, since without a key a double click would create the report twice. */
function requiredKey(header: string | undefined): string {
	const key = readIdempotencyKey(header);
	if (key === undefined) throw new PortalError('malformed', '缺少 Idempotency-Key，请刷新页面后重试。');
	return key;
}

function sheet(name: string): Record<string, string> {
	return { 'content-type': sheetType, ...savedAs(`${name}.xlsx`) };
}
