import type { Plugin } from 'vite';

/** Villagers use old phones and the browser inside WeChat: what styles and scripts are written down to. */
export const oldestBrowsers = ['chrome79', 'safari13'];

/**
 * Writes the scripts of readers in the words of old browsers, and nothing else: what renders the pages runs in the Node
 * of this build, where it would be slower. Set here because Astro replaces the target of scripts by one of its own.
 */
export function scriptsForOldestBrowsers(): Plugin {
	return {
		name: 'scripts-for-oldest-browsers',
		configEnvironment(name) {
			return name === 'client' ? { build: { target: oldestBrowsers } } : undefined;
		},
	};
}
