import { afterAll, beforeAll, expect, test } from 'vitest';
import { continueUpload } from '../../../../api/evidence/uploads/continue-upload.ts';
import { createUpload } from '../../../../api/evidence/uploads/create-upload.ts';
import { uploads } from '../../../../db/schema/evidence.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let portal: TestPortal;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
});
afterAll(() => portal.remove());

/** A portal on whose disk there is less room than it leaves to the reports. */
function onFullDisk() {
	const { content } = portal.intake;
	return { ...portal.intake, content: { ...content, evidence: { ...content.evidence, reserveMb: 10 ** 12 } } };
}

const sentence = '服务器暂时存不下更多文件，请过一段时间再添加，也可以先提交文字举报。';
const announced = { size: 1000, kind: 'picture' } as const;
const bringer = { draft: 'draft', party: 'here' };
const anybody = async () => undefined;
const piece = () => ({
	offset: 0,
	length: 10,
	body: new Blob(['0123456789']).stream(),
	timeoutMs: 60_000,
	count: anybody,
});

test('where the disk is nearly full no file is announced, and a report gets in all the same', async () => {
	await expect(createUpload(onFullDisk(), bringer, announced, anybody)).rejects.toMatchObject({
		code: 'unavailable',
		message: sentence,
	});
	expect(await portal.intake.db.read.select().from(uploads)).toEqual([]);
	await portal.report();
});

test('what has begun waits where it is, and goes on once there is room', async () => {
	const { id } = await createUpload(portal.intake, bringer, announced, anybody);
	const { signal } = new AbortController();
	await expect(continueUpload(onFullDisk(), bringer, id, { ...piece(), stop: signal })).rejects.toMatchObject({
		message: sentence,
	});
	expect(await continueUpload(portal.intake, bringer, id, { ...piece(), stop: signal })).toMatchObject({ offset: 10 });
});
