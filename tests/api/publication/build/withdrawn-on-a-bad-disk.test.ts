import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../../../api/config.ts';
import { reduceWithdrawn } from '../../../../api/publication/record/reduce-withdrawn.ts';
import { createPublicApp } from '../../../../api/start/public-app.ts';
import { createWebApp } from '../../../../api/start/web-app.ts';
import { publications } from '../../../../db/schema/publication.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';
import { aConcluded, act, aPublished } from '../results/results.ts';

let portal: TestPortal;
let record: string;
let published: { id: string; publicId: string };
beforeEach(async () => {
	portal = await openTestPortal();
	record = join(portal.dataDir, 'record');
	published = await aPublished(portal, await aConcluded(portal));
	aSite();
});
afterEach(() => portal.remove());

/** A site that is up, as a folder: so a copy that followed the link leaves it. */
function aSite(): void {
	const { publicId } = published;
	const files = {
		'404.html': '没有找到',
		'withheld/index.html': '本页暂停显示',
		'index.html': '首页',
		'results/index.html': `<a href="/results/${publicId}/">某案</a>`,
		[`results/${publicId}/index.html`]: `<link href="/results/${publicId}/">某案的事实`,
		'data/results.json': JSON.stringify({ items: [{ id: publicId, url: `/results/${publicId}/` }] }),
	};
	for (const [name, text] of Object.entries(files)) {
		const path = join(portal.site.folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}

const withdraw = ({ id }: { id: string }) =>
	act(portal, 'beipiao-approver', id, 'withdraw', { reason: '处罚决定已依法撤销。' });
const shown = (path: string) => readFileSync(join(portal.site.folder, path), 'utf8');
const get = (path: string) =>
	createWebApp(readConfig({}), {
		publicApi: createPublicApp(portal.intake),
		site: portal.site.folder,
		siteClosed: portal.site.isClosed,
	}).request(`http://127.0.0.1:8080/${path}`);

/** The record of the result cannot be written any more. */
function blockRecord(): void {
	mkdirSync(join(record, 'results', `${published.publicId}.yaml.tmp`, 'in-the-way'), { recursive: true });
}

test('page, list and data are gone though the record finds no room', async () => {
	await withdraw(published);
	blockRecord();
	await portal.delivery.run();
	expect(shown(`results/${published.publicId}/index.html`)).toBe('本页暂停显示');
	expect(shown('results/index.html')).toBe('本页暂停显示');
	expect(existsSync(join(portal.site.folder, 'data', 'results.json'))).toBe(false);
});

test('a start without a byte free takes them off as well: the database says what is withdrawn', async () => {
	await withdraw(published);
	blockRecord();
	await reduceWithdrawn(portal.intake, record);
	await portal.site.withoutWithdrawn();
	expect(shown(`results/${published.publicId}/index.html`)).toBe('本页暂停显示');
	expect(portal.site.state().error).toContain(published.publicId);
});

test('one record that cannot be read does not keep the others from being reduced', async () => {
	const other = await aPublished(portal, await aConcluded(portal));
	for (const each of [published, other]) await withdraw(each);
	await portal.intake.db.write((tx) =>
		tx.update(publications).set({ record: '{"of":"another time"}' }).where(eq(publications.id, published.id)).then(),
	);
	await reduceWithdrawn(portal.intake, record);
	expect(readFileSync(join(record, 'results', `${other.publicId}.yaml`), 'utf8')).toContain('withdrawn');
	await portal.site.withoutWithdrawn();
	expect(shown(`results/${published.publicId}/index.html`)).toBe('本页暂停显示');
});

test('where something cannot be taken off, nothing of the site is served, and reports are taken all the same', async () => {
	await withdraw(published);
	mkdirSync(join(portal.site.folder, 'stuck.csv'));
	expect((await get('')).status).toBe(200);
	await portal.site.withoutWithdrawn();
	for (const path of ['', 'results/', `results/${published.publicId}/`]) {
		const answer = await get(path);
		expect(answer.status).toBe(503);
		expect(answer.headers.get('retry-after')).toBe('300');
		expect(await answer.text()).toContain('网站暂停浏览');
	}
	expect((await get('api/health')).status).toBe(200);
	expect(portal.site.state().error).toContain('公开网站已全部暂停提供');
	rmSync(join(portal.site.folder, 'stuck.csv'), { recursive: true });
	await portal.site.withoutWithdrawn();
	expect((await get('')).status).toBe(200);
});

test('a page that cannot be hidden at once closes the site until the job is done', async () => {
	await withdraw(published);
	const page = join(portal.site.folder, 'results', published.publicId, 'index.html');
	rmSync(page);
	mkdirSync(join(page, 'stuck'), { recursive: true });
	vi.spyOn(portal.intake.log, 'error').mockReturnValue();
	await portal.delivery.run();
	expect((await get('')).status).toBe(503);
	expect(readdirSync(page)).toEqual(['stuck']);
});
