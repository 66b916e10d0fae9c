import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { networkOfAddress } from '../../../api/http/address.ts';
import { defaultTimeouts } from '../../../api/http/timeouts.ts';
import { reportNumbered } from '../../../api/report/find-report.ts';
import { createPublicApp } from '../../../api/start/public-app.ts';
import { createWebApp } from '../../../api/start/web-app.ts';
import { DiskFull } from '../../../db/disk-space.ts';
import { voidSecrets } from '../../../db/schema/intake.ts';
import { phoneOf } from '../evidence/uploads/phone.ts';
import { jpeg } from '../evidence/uploads/pictures.ts';
import { openStandIn, type StandIn, secret, sitekey } from '../http/captcha/hcaptcha-stand-in.ts';
import { type Answer, aConclusion, aReport, openTestPortal, type TestPortal } from '../portal.ts';
import { askOperation, type Documented, readDocument, type Sent } from './documented.ts';

let portal: TestPortal;
let strict: TestPortal;
let worked: TestPortal;
let standIn: StandIn;
let documented: Documented;
beforeAll(async () => {
	portal = await openTestPortal();
	documented = await readDocument(portal);
});
beforeAll(async () => {
	standIn = await openStandIn();
	strict = await openTestPortal(
		{ CAPTCHA: 'hcaptcha', HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: secret },
		{ accounts: false },
	);
});
beforeAll(async () => {
	worked = await openTestPortal({ CAPTCHA: 'altcha' }, { accounts: false });
});
afterAll(async () => {
	for (const each of [portal, strict, worked]) await each.remove();
	await standIn.close();
});

/** Answers that were really given: operation, status, code. */
const seen = new Set<string>();

/** What is expected of an answer. */
interface Expected {
	status: number;
	code?: string;
}

function hold(operation: string, answer: Answer, { status, code }: Expected): Answer {
	const given = { operation, status: answer.status, code: answer.json?.code };
	expect({ ...given, wrong: documented.wrongAnswer(operation, answer) }).toEqual({
		operation,
		status,
		code,
		wrong: [],
	});
	seen.add(`${operation} ${status} ${code ?? ''}`.trim());
	return answer;
}

const ask = (operation: string, sent: Sent, to: Pick<TestPortal, 'web'> = portal) =>
	askOperation(to.web, documented.operation(operation), sent);

/** Sends what the document itself must call right, and holds the answer against it. */
async function done(operation: string, sent: Sent, expected: Expected): Promise<Answer> {
	if (sent.body !== undefined) expect(documented.wrongRequest(operation, sent.body)).toEqual([]);
	return hold(operation, await ask(operation, sent), expected);
}

const refused = async (operation: string, sent: Sent, expected: Expected, to: Pick<TestPortal, 'web'> = portal) =>
	hold(operation, await ask(operation, sent, to), expected);

type Receipt = { number: string; secret: string };
async function aReceipt(changes = {}): Promise<Receipt> {
	const { number, secret } = await portal.report(changes);
	return { number, secret };
}

async function concluded(): Promise<Receipt> {
	const receipt = await aReceipt();
	await portal.move('beipiao', receipt.number, 'accept', { reply: '已受理。' });
	await portal.move('beipiao', receipt.number, 'investigate', { officers: '刘一\n陈二' });
	expect((await portal.move('beipiao', receipt.number, 'conclude', aConclusion())).status).toBe(200);
	return receipt;
}

/** What each call with a receipt takes beside number and secret. */
const content: Record<string, object> = {
	trackReport: {},
	getPicture: { id: 'none' },
	addMessage: { text: '昨天夜里又有车出来。' },
	rateReport: { score: 4, text: '办得很快。' },
	requestReview: { reason: '坑还没有填平。' },
	answerConsent: { answer: 'no' },
	reportRetaliation: { text: '有人上门威胁。' },
	claimReward: { contact: '请打举报时留下的电话。' },
};
const ofReceipt = Object.keys(content);
const ofBody = ['locateByBody', 'submitReport', ...ofReceipt];
const ofUpload = ['createUpload', 'getUploadOffset', 'uploadPiece', 'deleteUpload', 'overrideUploadMethod'];

const scheme = { basis: '演示办法', text: '查实的可以申请。', days: 60, outcomes: ['substantiated' as const] };

/** Lets a reward be claimed for the rest of the test. */
function rewards(): void {
	portal.intake.content.reward.scheme = scheme;
	onTestFinished(() => {
		portal.intake.content.reward.scheme = null;
	});
}

async function staff(username: string, number: string, path: string, body: object): Promise<void> {
	const as = await portal.signIn(username);
	const { json } = await portal.call('GET', `api/staff/reports/${number}`, { as });
	const answer = await portal.call('POST', `api/staff/reports/${number}/${path}`, {
		as,
		body: { version: json.version, ...body },
	});
	expect(answer.status, JSON.stringify(answer.json)).toBeLessThan(300);
}

/** A report whose reporter is asked whether a county may check it. */
async function asked(): Promise<Receipt> {
	const receipt = await aReceipt({ avoidCounty: true });
	const question = { unit: '211381-natural-resources', summary: '一处山坡有采挖痕迹。', reason: '需要现场核查' };
	await staff('city', receipt.number, 'consent', question);
	await staff('city-approver', receipt.number, 'consent/decision', { granted: true });
	return receipt;
}

const tus = (more: Record<string, string> = {}) => ({
	'tus-resumable': '1.0.0',
	'upload-draft': 'a-draft-of-this-test',
	...more,
});
const pieceAt = (offset: number, more: Record<string, string> = {}) =>
	tus({ 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...more });

/** Headers with which each call of an upload is understood. */
const understood: Record<string, Record<string, string>> = {
	createUpload: tus({ 'upload-length': '100' }),
	getUploadOffset: tus(),
	uploadPiece: pieceAt(0),
	deleteUpload: tus(),
	overrideUploadMethod: pieceAt(0, { 'x-http-method-override': 'PATCH' }),
};

async function announced(size: number, to = portal): Promise<string> {
	const { headers } = await ask('createUpload', { headers: tus({ 'upload-length': String(size) }) }, to);
	return headers.get('location')?.split('/').at(-1) ?? '';
}

describe('what is done is answered as documented', () => {
	test('health and the document itself', async () => {
		await done('getHealth', {}, { status: 200 });
		await done('getOpenApi', {}, { status: 200 });
	});

	test('captchas of every provider, for a report and for a file', async () => {
		for (const to of [portal, strict, worked]) {
			for (const query of ['', '?for=report', '?for=file']) {
				hold('getCaptcha', await ask('getCaptcha', { query }, to), { status: 200 });
			}
		}
	});

	test.each([
		['inside', 41.5737, 120.4503],
		['at a border', 41.8, 120.75],
		['elsewhere', 39.9, 116.4],
	])('places: %s', async (_where, lat, lon) => {
		await done('locate', { query: `?lat=${lat}&lon=${lon}` }, { status: 200 });
		for (const datum of ['wgs84', 'cgcs2000', 'gcj02', 'bd09']) {
			await done('locateByBody', { body: { lat, lon, datum } }, { status: 200 });
		}
	});

	test('reports of every way, with a file, in danger, and past their county', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(await jpeg());
		const ways = [
			{},
			{ location: { lat: 41.5737, lon: 120.4503, datum: 'gcj02' }, occurredOn: '2026-03-01' },
			{ location: { coordinates: '41.5737, 120.4503' } },
			{ location: { place: '老矿后山' } },
			{ category: 'mine-safety' },
			{ avoidCounty: true, avoidCounties: [211382] },
			{ reporter: { mode: 'named', name: '王小明', phone: '13800000000', email: 'wang@example.com' } },
			{ uploads: [id] },
		];
		for (const changes of ways) {
			const headers = { 'idempotency-key': crypto.randomUUID(), 'upload-draft': phone.draft };
			await done('submitReport', { body: { ...aReport(), ...changes }, headers }, { status: 201 });
		}
	});

	test('a case from its first day to its last', async () => {
		rewards();
		const body = await concluded();
		await done('trackReport', { body }, { status: 200 });
		await done('rateReport', { body: { ...body, ...content['rateReport'] } }, { status: 201 });
		await done('claimReward', { body: { ...body, ...content['claimReward'] } }, { status: 201 });
		await done('requestReview', { body: { ...body, ...content['requestReview'] } }, { status: 201 });
		const { json } = await done('trackReport', { body }, { status: 200 });
		expect(json).toMatchObject({ rating: { score: 4 }, reward: { state: 'claimed' }, status: 'reviewing' });
	});

	test('a case in danger, with a conversation and a picture', async () => {
		const receipt = await aReceipt({ category: 'mine-safety' });
		await done('addMessage', { body: { ...receipt, text: '又塌了一块。' } }, { status: 201 });
		const cookie = await portal.signIn('beipiao');
		const phone = phoneOf(portal, undefined, { path: 'api/staff/uploads', headers: { cookie } });
		const { id } = await phone.send(await jpeg());
		await portal.call('POST', `api/staff/reports/${receipt.number}/messages`, {
			as: cookie,
			body: { text: '请看现在的样子。', uploads: [id] },
			headers: { 'upload-draft': phone.draft },
		});
		const { json } = await done('trackReport', { body: receipt }, { status: 200 });
		expect(json.alarm.called.length).toBeGreaterThan(0);
		const [picture] = json.messages.at(-1).pictures;
		await done('getPicture', { body: { ...receipt, id: picture } }, { status: 200 });
		await done('reportRetaliation', { body: { ...receipt, ...content['reportRetaliation'] } }, { status: 201 });
	});

	test('a question to the reporter, answered', async () => {
		const receipt = await asked();
		const { json } = await done('trackReport', { body: receipt }, { status: 200 });
		expect(json.consentAsked).toMatchObject({ state: 'asked' });
		await done('answerConsent', { body: { ...receipt, answer: 'yes', files: [] } }, { status: 201 });
		await done('trackReport', { body: receipt }, { status: 200 });
	});

	test('a file, by the methods of tus and by POST in their place', async () => {
		await done('getUploadOptions', {}, { status: 204 });
		await done('getFileOptions', { id: 'none' }, { status: 204 });
		const headers = tus({ 'upload-length': '20', 'upload-metadata': 'filetype aW1hZ2UvanBlZw==' });
		await done('createUpload', { headers }, { status: 201 });
		const id = await announced(20);
		await done('uploadPiece', { id, bytes: '1234', headers: pieceAt(0) }, { status: 204 });
		await done('getUploadOffset', { id, headers: tus() }, { status: 200 });
		const by = (method: string) => pieceAt(4, { 'x-http-method-override': method });
		await done('overrideUploadMethod', { id, bytes: '5678', headers: by('PATCH') }, { status: 204 });
		await done('overrideUploadMethod', { id, headers: by('HEAD') }, { status: 200 });
		await done('overrideUploadMethod', { id, headers: by('DELETE') }, { status: 204 });
		await done('deleteUpload', { id: await announced(20), headers: tus() }, { status: 204 });
	});
});

describe('what is refused is refused as documented', () => {
	test('a query that no operation reads', async () => {
		for (const { operationId } of documented.operations) {
			const expected = { status: 422, code: operationId === 'getUploadOffset' ? undefined : 'invalid' };
			await refused(operationId, { query: '?surprise=1', headers: understood[operationId] }, expected);
		}
	});

	test.each(ofBody)('bodies of %s that cannot be read', async (operation) => {
		const json = { 'content-type': 'application/json' };
		await refused(operation, { bytes: '{', headers: json }, { status: 400, code: 'malformed' });
		await refused(operation, { bytes: 'a=b', headers: {} }, { status: 415, code: 'unsupported_type' });
		await refused(operation, { bytes: ' '.repeat(70_000), headers: json }, { status: 413, code: 'too_large' });
		await refused(operation, { body: {} }, { status: 422, code: 'invalid' });
	});

	test('bodies that do not come, and files whose line stands still', async () => {
		const siteUrl = new URL('http://127.0.0.1:8080/');
		const publicApi = createPublicApp(portal.intake, { ...defaultTimeouts, bodyMs: 30, chunkMs: 30 });
		const web = createWebApp({ siteUrl, captcha: { provider: 'off' }, tlsProxy: false }, { publicApi });
		const never = () => new ReadableStream<Uint8Array>();
		for (const operation of ofBody) {
			const sent = { bytes: never(), headers: { 'content-type': 'application/json' } };
			await refused(operation, sent, { status: 408, code: 'too_slow' }, { web });
		}
		for (const operation of ['uploadPiece', 'overrideUploadMethod']) {
			const sent = { id: await announced(20), bytes: never(), headers: understood[operation] };
			await refused(operation, sent, { status: 408, code: 'too_slow' }, { web });
		}
	});

	test('more than can be served at once', async () => {
		// As many as may wait to be begun; whoever comes behind them is sent away.
		const flood = Array.from({ length: 500 }, () => ask('getCaptcha', {}));
		const late = ['getCaptcha', 'locate', ...ofBody].map(async (operation) =>
			hold(operation, await ask(operation, {}), { status: 503, code: 'unavailable' }),
		);
		await Promise.all([...flood, ...late]);
	});

	test.each(ofReceipt)('a wrong receipt, one that was made void, and too many tries at %s', async (operation) => {
		const from = '10.1.2.3';
		const receipt = await aReceipt();
		const body = { ...receipt, ...content[operation] };
		const wrong = { ...body, secret: '0'.repeat(16) };
		await refused(operation, { body: wrong, from }, { status: 404, code: 'not_found' });
		await makeVoid(receipt.number, '1'.repeat(16));
		if (operation !== 'reportRetaliation') {
			const old = { ...body, secret: '1'.repeat(16) };
			await refused(operation, { body: old, from }, { status: 410, code: 'receipt_renewed' });
		}
		for (let nth = 1; nth < 10; nth++) await ask(operation, { body: wrong, from });
		await refused(operation, { body, from }, { status: 429, code: 'too_many' });
	});

	test.each(ofReceipt)('a captcha at %s that is wrong, or cannot be checked', async (operation) => {
		const from = '10.1.2.4';
		const body = { number: String(ofReceipt.indexOf(operation)), secret: '0'.repeat(16), ...content[operation] };
		for (let nth = 0; nth < 10; nth++) await ask(operation, { body, from }, strict);
		await refused(operation, { body, from }, { status: 429, code: 'too_many' }, strict);
		await refusedCaptchas(operation, (captcha) => ({ body: { ...body, captcha }, from }));
	});

	test('a report without a captcha, with a wrong one, and one that costs more', async () => {
		const from = '10.1.2.5';
		await refused('submitReport', { body: aReport(), from }, { status: 422, code: 'captcha_required' }, strict);
		await refusedCaptchas('submitReport', (captcha) => ({ body: { ...aReport(), captcha }, from }));
		vi.spyOn(strict.intake.captcha, 'claimedDifficulty').mockReturnValueOnce(1);
		for (let nth = 0; nth < 600; nth++) await strict.intake.limits.countSent(networkOfAddress(from) ?? '');
		const sent = { body: { ...aReport(), captcha: standIn.token() }, from };
		await refused('submitReport', sent, { status: 429, code: 'too_many' }, strict);
	});

	test('other words under the same key', async () => {
		rewards();
		const headers = { 'idempotency-key': 'a-key-of-this-test-0' };
		await ask('submitReport', { body: aReport(), headers });
		const changed = { ...aReport(), description: '另一处山坡有人挖矿。' };
		await refused('submitReport', { body: changed, headers }, { status: 422, code: 'idempotency_reused' });
		const [finished, open, question] = [await concluded(), await aReceipt(), await asked()];
		const first: Array<[operation: string, receipt: Receipt, other: object]> = [
			['rateReport', finished, { score: 1 }],
			['claimReward', finished, { contact: '请写信到村委会。' }],
			['requestReview', finished, { reason: '另外一个理由。' }],
			['addMessage', open, { text: '另一句话。' }],
			['reportRetaliation', open, { text: '另一件事情。' }],
			['answerConsent', question, { answer: 'yes' }],
		];
		for (const [operation, receipt, other] of first) {
			const headers = { 'idempotency-key': `a-key-of-${operation}` };
			expect((await ask(operation, { body: { ...receipt, ...content[operation] }, headers })).status).toBe(201);
			const body = { ...receipt, ...other };
			await refused(operation, { body, headers }, { status: 422, code: 'idempotency_reused' });
		}
	});

	test('what is not to be done now, or was done before', async () => {
		rewards();
		const [open, finished] = [await aReceipt(), await concluded()];
		const with_ = (receipt: Receipt, operation: string) => ({ body: { ...receipt, ...content[operation] } });
		for (const operation of ['rateReport', 'requestReview', 'answerConsent', 'claimReward']) {
			await refused(operation, with_(open, operation), { status: 409, code: 'not_now' });
		}
		await refused('addMessage', with_(finished, 'addMessage'), { status: 409, code: 'not_now' });
		expect((await ask('rateReport', with_(finished, 'rateReport'))).status).toBe(201);
		await refused('rateReport', with_(finished, 'rateReport'), { status: 409, code: 'exists' });
		// Both have been let in before either is written.
		const seal = portal.intake.sealer.seal;
		const { promise: bothSeal, resolve } = Promise.withResolvers<void>();
		let sealing = 0;
		const spy = vi.spyOn(portal.intake.sealer, 'seal').mockImplementation(async (...given) => {
			sealing++;
			if (sealing === 2) resolve();
			await bothSeal;
			return seal(...given);
		});
		const twice = [0, 1].map(() => ask('claimReward', with_(finished, 'claimReward')));
		const late = (await Promise.all(twice)).find(({ status }) => status !== 201);
		spy.mockRestore();
		expect(late).toBeDefined();
		if (late) hold('claimReward', late, { status: 409, code: 'exists' });
	});

	test('a disk that is full', async () => {
		rewards();
		const [finished, open, question] = [await concluded(), await aReceipt(), await asked()];
		const id = await announced(20);
		const full = vi.spyOn(portal.intake.db, 'write').mockRejectedValue(new DiskFull());
		onTestFinished(() => full.mockRestore());
		const unavailable = { status: 503, code: 'unavailable' };
		await refused('submitReport', { body: aReport() }, unavailable);
		for (const [operation, receipt] of [
			['addMessage', open],
			['reportRetaliation', open],
			['rateReport', finished],
			['claimReward', finished],
			['requestReview', finished],
			['answerConsent', question],
		] as const) {
			await refused(operation, { body: { ...receipt, ...content[operation] } }, unavailable);
		}
		await refused('deleteUpload', { id, headers: tus() }, unavailable);
	});

	test('a disk that has no room for files', async () => {
		const id = await announced(20);
		const { evidence } = portal.intake.content;
		const { reserveMb } = evidence;
		evidence.reserveMb = Number.MAX_SAFE_INTEGER;
		onTestFinished(() => {
			evidence.reserveMb = reserveMb;
		});
		for (const operation of ['createUpload', 'uploadPiece', 'overrideUploadMethod']) {
			const bytes = operation === 'createUpload' ? {} : { bytes: '1234' };
			const sent = { id, headers: understood[operation] ?? {}, ...bytes };
			await refused(operation, sent, { status: 503, code: 'unavailable' });
		}
	});

	test.each(ofUpload)('calls of %s that no phone makes', async (operation) => {
		const bodiless = operation === 'getUploadOffset';
		const code = (name: string) => (bodiless ? undefined : name);
		const { 'tus-resumable': _, ...old } = understood[operation] ?? {};
		await refused(operation, { headers: old }, { status: 412, code: code('upload_protocol') });
		const nameless = { ...understood[operation], 'upload-draft': 'short' };
		await refused(operation, { headers: nameless }, { status: 400, code: code('malformed') });
		if (operation === 'createUpload') return;
		await refused(operation, { headers: understood[operation] }, { status: 404, code: code('not_found') });
	});

	test('files that are not taken', async () => {
		const large = tus({ 'upload-length': '999999999999' });
		await refused('createUpload', { headers: large }, { status: 413, code: 'too_large' });
		const other = tus({ 'upload-length': '10', 'upload-metadata': 'filename YS56aXA=' });
		await refused('createUpload', { headers: other }, { status: 422, code: 'file_refused' });
		for (const operation of ['uploadPiece', 'overrideUploadMethod']) {
			const headers = understood[operation] ?? {};
			const [id, strange] = [await announced(4), await announced(5)];
			const asText = { ...headers, 'content-type': 'text/plain' };
			await refused(operation, { id, headers: asText }, { status: 415, code: 'unsupported_type' });
			const behind = { ...headers, 'upload-offset': '3' };
			await refused(operation, { id, headers: behind }, { status: 409, code: 'upload_conflict' });
			await refused(operation, { id, bytes: '12345', headers }, { status: 413, code: 'too_large' });
			await refused(operation, { id: strange, bytes: 'hello', headers }, { status: 422, code: 'file_refused' });
		}
		const without = { ...tus(), 'x-http-method-override': 'GET' };
		await refused('overrideUploadMethod', { headers: without }, { status: 405, code: 'method_not_allowed' });
	});

	test('a file that was sent is not deleted', async () => {
		const phone = phoneOf(portal);
		const { id } = await phone.send(await jpeg());
		await portal.call('POST', 'api/reports', {
			body: { ...aReport(), uploads: [id] },
			headers: { 'upload-draft': phone.draft },
		});
		const headers = { 'tus-resumable': '1.0.0', 'upload-draft': phone.draft };
		await refused('deleteUpload', { id, headers }, { status: 409, code: 'not_now' });
		const by = { ...headers, 'x-http-method-override': 'DELETE' };
		await refused('overrideUploadMethod', { id, headers: by }, { status: 409, code: 'not_now' });
	});

	test('more files than a network may send, with and without an answer to the captcha', async () => {
		const from = '10.1.2.6';
		const id = await announced(20, strict);
		await strict.intake.limits.countUploaded(networkOfAddress(from) ?? '', 7_000_000_000);
		for (const operation of ['createUpload', 'uploadPiece', 'overrideUploadMethod']) {
			const headers = understood[operation] ?? {};
			await refused(operation, { id, headers, from }, { status: 429, code: 'too_many' }, strict);
			await refusedCaptchas(operation, (captcha) => ({ id, headers: { ...headers, 'upload-captcha': captcha }, from }));
		}
	});

	test('a fault of ours, without a word of what it was', async () => {
		const broken = vi.spyOn(portal.intake, 'locate').mockImplementation(() => {
			throw new Error('inside');
		});
		onTestFinished(() => broken.mockRestore());
		const { json } = await refused('locate', { query: '?lat=41&lon=120' }, { status: 500, code: 'internal' });
		expect(JSON.stringify(json)).not.toContain('inside');
		await refused('locateByBody', { body: { lat: 41, lon: 120 } }, { status: 500, code: 'internal' });
	});
});

/** Answers that the document speaks of and nobody brings about from outside. */
const elsewhere = [
	// A fault of ours is answered in one place, for every route alike.
	/ 500( internal)?$/,
	// A file that a crash left uninspected is refused to the phone that asks for it: tests/api/evidence/uploads.
	/^getUploadOffset (413|503)$/,
];

test('every answer that the document speaks of was seen here, but for faults of ours and crashes', () => {
	const missing = documented.operations.flatMap(({ operationId, method, responses }) =>
		Object.entries(responses).flatMap(([status, response]) => {
			const codes = method === 'HEAD' || Number(status) < 400 ? [''] : codesOf(response);
			return codes.map((code) => `${operationId} ${status} ${code}`.trim()).filter((answer) => !seen.has(answer));
		}),
	);
	expect(missing.filter((answer) => !elsewhere.some((pattern) => pattern.test(answer)))).toEqual([]);
});

function codesOf(response: { content: Record<string, { schema?: unknown }> }): string[] {
	return (
		/"code":\{"type":"string","enum":(\[[^\]]*\])/
			.exec(JSON.stringify(response))
			?.slice(1)
			.flatMap((codes): string[] => JSON.parse(codes)) ?? []
	);
}

/** As staff do who give a reporter a new secret. */
async function makeVoid(number: string, old: string): Promise<void> {
	const { db, receiptKeys } = portal.intake;
	const report = await reportNumbered(db.read, number);
	const [hash = ''] = await receiptKeys.typed({ number, secret: old }).hashes();
	const row = { hash, reportId: report?.id ?? '', at: new Date().toISOString() };
	await db.write((tx) => tx.insert(voidSecrets).values(row));
}

/** An answer to the captcha that is none, and one that nobody can check. */
async function refusedCaptchas(operation: string, sent: (captcha: string) => Sent): Promise<void> {
	await refused(operation, sent('P1_made-up'), { status: 422, code: 'captcha_failed' }, strict);
	standIn.mood = 'broken';
	await refused(operation, sent(standIn.token()), { status: 503, code: 'captcha_unavailable' }, strict);
	standIn.mood = 'well';
}
