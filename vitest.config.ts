import { defineConfig } from 'vitest/config';

/** Tests that need the whole portal: built site, running server, browser. One of each serves them all. */
const needsPortal = ['tests/site/built*.test.ts', 'tests/e2e/**/*.test.ts', 'tests/a11y/**/*.test.ts'];

/** A busy machine takes longer to show a thing than the second that is usual. */
const expectPatiently = { poll: { timeout: 20_000 } };

/**
 * About the file that SQLite keeps: its disk, its lock, its backup, its loss. So are two parts of others, which say so
 * themselves: the backup in audit/heads.test.ts and the full disk in data-folder/alert-full-disk.test.ts.
 */
const onlySqlite = [
	'tests/api/data-folder/back-up.test.ts',
	'tests/api/data-folder/database.test.ts',
	'tests/db/bad-disk.test.ts',
	'tests/db/disk-space.test.ts',
	'tests/db/lock.test.ts',
	'tests/db/open.test.ts',
	'tests/db/write-queue.test.ts',
];

/** What they are about asks no database. */
const withoutDatabase = [
	'tests/api/accounts/sign-in/password-queues.test.ts',
	'tests/api/evidence/inspect/**',
	'tests/api/evidence/uploads/hostile.test.ts',
	'tests/api/files/**',
	'tests/api/http/{drain,fair-queue,listen,one-per-tick,serve-folder}.test.ts',
	'tests/api/keys/{key-files,suites}.test.ts',
	'tests/api/one-way-to-write.test.ts',
	'tests/api/publication/build/{run-build,site-files,take-down}.test.ts',
	'tests/api/publication/guard/**',
	'tests/api/report/events/**',
	'tests/api/report/moves/**',
	'tests/api/start/{public-process,stop-with-npm}.test.ts',
];

/** They look at both engines, or at what PostgreSQL alone does. */
const onlyPostgres = ['tests/db/{schemas,transfer/transfer}.test.ts', 'tests/db/postgres/**/*.test.ts'];

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'postgres',
					include: ['tests/api/**/*.test.ts', 'tests/db/**/*.test.ts'],
					exclude: [...onlySqlite, ...withoutDatabase],
					globalSetup: ['tests/postgres/setup.ts'],
					// The engine of the tables; each portal has a database of its own.
					env: { DATABASE_URL: 'postgres://' },
					testTimeout: 20_000,
					expect: expectPatiently,
					hookTimeout: 60_000,
					isolate: false,
					maxWorkers: 3,
				},
			},
			{
				test: {
					name: 'parts',
					include: ['tests/**/*.test.ts'],
					exclude: [...needsPortal, ...onlyPostgres],
					testTimeout: 20_000,
					expect: expectPatiently,
					hookTimeout: 60_000,
					// Loading the portal anew for each file took as long as the tests; none of them leaves anything behind.
					isolate: false,
					maxWorkers: 3,
				},
			},
			{
				test: {
					name: 'portal',
					include: needsPortal,
					globalSetup: ['tests/e2e/portal.ts'],
					// The driver of the browser is loaded once for all; each file opens a browser of its own.
					isolate: false,
					testTimeout: 120_000,
					expect: expectPatiently,
					hookTimeout: 120_000,
					maxWorkers: 3,
				},
			},
		],
	},
});
