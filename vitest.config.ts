import { defineConfig } from 'vitest/config';

/** Tests that need the whole portal: built site, running server, browser. One of each serves them all. */
const needsPortal = ['tests/site/built*.test.ts', 'tests/e2e/**/*.test.ts', 'tests/a11y/**/*.test.ts'];

/** A busy machine takes longer to show a thing than the second that is usual. */
const expectPatiently = { poll: { timeout: 20_000 } };

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'parts',
					include: ['tests/**/*.test.ts'],
					exclude: needsPortal,
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
