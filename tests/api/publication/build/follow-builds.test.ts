import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { StorageAway } from '../../../../api/files/storage.ts';
import type { PeriodicTask } from '../../../../api/periodic-task.ts';
import type { OwnBuilder } from '../../../../api/publication/build/follow-builds.ts';
import { followBuilds } from '../../../../api/publication/build/follow-builds.ts';
import { finishBuild } from '../../../../api/publication/build/inside/finish-build.ts';
import { buildThatIsUp, putUp, removeOthers } from '../../../../api/publication/build/put-up.ts';
import { shareBuild } from '../../../../api/publication/build/share-build.ts';
import { beginSharedBuild, nameSharedBuild } from '../../../../api/publication/build/shared-builds.ts';
import { isWhole } from '../../../../api/publication/build/site-files.ts';
import { siteBuilds } from '../../../../db/schema/publication.ts';
import { openTestBucket, type TestBucket } from '../../files/bucket.ts';
import { newDataFolder } from '../../new-data-folder.ts';
import { openTestPortal, type TestPortal } from '../../portal.ts';

let bucket: TestBucket;
let portal: TestPortal;
beforeAll(async () => {
	bucket = await openTestBucket();
	portal = await openTestPortal(bucket.env, { accounts: false });
});
afterAll(async () => {
	await portal.remove();
	await bucket.remove();
});

/** A machine of its own: a folder of builds, and whether it builds itself. */
interface Machine {
	home: string;
	follow: PeriodicTask;
	/** A build is finished here and put up, begun at this moment or under a number taken before. */
	build(pages: Record<string, string>, nr?: number): Promise<string>;
	/** Something is taken off what is up. */
	takeOff(path: string): void;
	page(path: string): string | null;
}

let machines: Machine[] = [];
let builds = 0;
beforeEach(async () => {
	await portal.intake.db.write(async (tx) => void (await tx.delete(siteBuilds)));
});
afterEach(async () => {
	for (const { home, follow } of machines) {
		await follow.stop();
		rmSync(home, { recursive: true, force: true });
	}
	machines = [];
});

const shareDeps = () => ({ ...portal.intake, storage: portal.intake.files.storage });

function machine(builds_ = true): Machine {
	const home = newDataFolder();
	let takenDown = 0;
	const builder: OwnBuilder = {
		takenDown: () => takenDown,
		async adopt(name, isNewer) {
			if (!(await isNewer())) return;
			await putUp(home, name);
			takenDown = 0;
			await removeOthers(home, name, portal.intake.log);
		},
	};
	const made: Machine = {
		home,
		follow: followBuilds(shareDeps(), home, builds_ ? { builder, share: shareBuild, shares: () => true } : null),
		async build(pages, number) {
			const nr = number ?? (await beginSharedBuild(portal.intake));
			const name = `build-${++builds}`;
			const site = join(home, name);
			for (const [path, text] of Object.entries(pages)) {
				mkdirSync(dirname(join(site, path)), { recursive: true });
				writeFileSync(join(site, path), text);
			}
			await finishBuild(site);
			writeFileSync(join(site, '.fingerprint'), `print of ${name}`);
			await nameSharedBuild(portal.intake, nr, name);
			await putUp(home, name);
			takenDown = 0;
			await removeOthers(home, name, portal.intake.log);
			return name;
		},
		takeOff(path) {
			takenDown++;
			rmSync(join(home, 'current', '.fingerprint'), { force: true });
			rmSync(join(home, 'current', path));
		},
		page(path) {
			const file = join(home, 'current', path);
			return existsSync(file) ? readFileSync(file, 'utf8') : null;
		},
	};
	machines.push(made);
	return made;
}

const pages = (words: string) => ({
	'index.html': `<h1>${words}</h1>`,
	'results/a1/index.html': `a page of ${words}`,
	'styles/site.12345678.css': 'body { color: black }',
	'data/results.json': '{}',
});

async function storedFiles(): Promise<string[]> {
	const names: string[] = [];
	for await (const { name } of portal.intake.files.storage.list('site/files/')) names.push(name);
	return names;
}

test('what one machine builds all others serve, whole and under the same name, whether they build themselves or not', async () => {
	const [one, other, publicOnly] = [machine(), machine(), machine(false)];
	const name = await one.build(pages('first'));
	for (const { follow } of [one, other, publicOnly]) await follow.run();
	for (const { home, page } of [other, publicOnly]) {
		expect(buildThatIsUp(home)).toBe(name);
		expect(page('index.html')).toBe('<h1>first</h1>');
		expect(page('.fingerprint')).toBe(`print of ${name}`);
		expect(await isWhole(join(home, 'current'))).toBe(true);
	}
	const second = await other.build(pages('second'));
	for (const { follow } of [other, publicOnly, one]) await follow.run();
	for (const { home, page } of [one, other, publicOnly]) {
		expect([buildThatIsUp(home), page('index.html')]).toEqual([second, '<h1>second</h1>']);
		// An older one may hold what was withdrawn since.
		expect(readdirSync(home).filter((each) => /^build-|^fetching-/.test(each))).toEqual([second]);
	}
});

test('a build that was begun later counts, whichever ends first', async () => {
	const [one, other] = [machine(), machine()];
	const early = await beginSharedBuild(portal.intake);
	const late = await other.build(pages('later'));
	await other.follow.run();
	await one.build(pages('earlier'), early);
	await one.follow.run();
	await other.follow.run();
	expect([one, other].map(({ page }) => page('index.html'))).toEqual(['<h1>later</h1>', '<h1>later</h1>']);
	expect(buildThatIsUp(one.home)).toBe(late);
});

test('what is taken off the pages of one machine is off those of all others, before anything is built anew', async () => {
	const [one, other, publicOnly] = [machine(), machine(), machine(false)];
	await one.build(pages('whole'));
	for (const { follow } of [one, other, publicOnly]) await follow.run();
	one.takeOff('results/a1/index.html');
	for (const { follow } of [one, other, publicOnly, one, other]) await follow.run();
	for (const { page } of [one, other, publicOnly]) {
		expect([page('results/a1/index.html'), page('index.html')]).toEqual([null, '<h1>whole</h1>']);
		// Not up to date any more: whoever builds next builds anew.
		expect(page('.fingerprint')).toBe(null);
	}
	const shared = await portal.intake.db.read.select().from(siteBuilds);
	expect(shared.length).toBe(2);
	const next = await one.build(pages('next'));
	for (const { follow } of [one, other]) await follow.run();
	expect(buildThatIsUp(other.home)).toBe(next);
});

test('only what is new goes over the line, and what no build has any more is removed', async () => {
	const [one, other] = [machine(), machine()];
	await one.build(pages('one'));
	await one.follow.run();
	await other.follow.run();
	const before = await storedFiles();
	const css = readFileSync(join(other.home, 'current/styles/site.12345678.css'), 'utf8');
	await one.build({ ...pages('one'), 'index.html': '<h1>two</h1>' });
	await one.follow.run();
	expect((await storedFiles()).filter((name) => !before.includes(name)).length).toBe(1);
	const { storage } = portal.intake.files;
	const { get } = storage;
	const fetched: string[] = [];
	storage.get = (name, range) => {
		fetched.push(name);
		return get(name, range);
	};
	await other.follow.run();
	storage.get = get;
	expect(fetched.filter((name) => name.startsWith('site/files/')).length).toBe(1);
	expect([other.page('index.html'), other.page('styles/site.12345678.css')]).toEqual(['<h1>two</h1>', css]);
	for (const words of ['three', 'four']) {
		await one.build(pages(words));
		await one.follow.run();
	}
	// Two builds of four files, of which they share two.
	expect((await storedFiles()).length).toBe(6);
});

test('a site that somebody changed in the storage is taken by nobody', async () => {
	const [one, other] = [machine(), machine()];
	const { storage } = portal.intake.files;
	const put = (name: string, text: string) => storage.put(name, new Blob([text]).stream());
	await one.build(pages('true'));
	await one.follow.run();
	await other.follow.run();
	const name = await one.build(pages('truer'));
	await one.follow.run();
	const list = await new Response(await storage.get(`site/builds/${name}`)).text();
	await put(`site/builds/${name}`, list.replace('"index.html"', '"../index.html"'));
	await expect(other.follow.run()).rejects.toMatchObject({ name: 'ForeignBuild' });
	await put(`site/builds/${name}`, list);
	const { digest } = JSON.parse(list).files.find(({ path }: { path: string }) => path === 'index.html');
	await put(`site/files/${digest.replace(':', '-')}`, '<h1>false</h1>');
	await expect(other.follow.run()).rejects.toMatchObject({ name: 'ForeignBuild' });
	expect(other.page('index.html')).toBe('<h1>true</h1>');
	expect(readdirSync(other.home).filter((each) => each.startsWith('fetching-'))).toEqual([]);
});

test('a build with a damaged file is shared with nobody', async () => {
	const [one, other] = [machine(), machine()];
	await one.build(pages('whole'));
	writeFileSync(join(one.home, 'current/index.html'), '\0\0\0\0');
	await expect(one.follow.run()).rejects.toMatchObject({ name: 'DamagedBuild' });
	await other.follow.run();
	expect(other.page('index.html')).toBe(null);
});

test('while the storage is away each machine serves what it has, and has the rest when it is back', async () => {
	const [one, other] = [machine(), machine()];
	await one.build(pages('before'));
	await one.follow.run();
	await other.follow.run();
	await bucket.goAway();
	await one.build(pages('meanwhile'));
	await expect(one.follow.run()).rejects.toBeInstanceOf(StorageAway);
	await other.follow.run();
	expect(other.page('index.html')).toBe('<h1>before</h1>');
	await bucket.comeBack();
	await one.follow.run();
	await other.follow.run();
	expect(other.page('index.html')).toBe('<h1>meanwhile</h1>');
});

test('what was built before there was a storage is shared first, and gives way to what others share', async () => {
	const [one, other] = [machine(), machine()];
	for (const [each, words] of [
		[one, 'one'],
		[other, 'other'],
	] as const) {
		await each.build(pages(words));
	}
	await portal.intake.db.write(async (tx) => void (await tx.delete(siteBuilds)));
	await one.follow.run();
	await other.follow.run();
	expect(other.page('index.html')).toBe('<h1>one</h1>');
});
