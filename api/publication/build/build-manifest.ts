import { z } from 'zod';

/** Below the storage: each file of a build once under its digest, and the list of each build under its name. */
export const sharedFiles = 'site/files/';
export const sharedLists = 'site/builds/';

/** A path of the site as it is made: no way out of its folder, no hidden file. */
const Path = z.string().regex(/^(?!\.)[^/\\]+(\/(?!\.)[^/\\]+)*$/);

/** All files of a build, and what it was made of. */
export const BuildManifest = z.object({
	/** What `.fingerprint` says; null of one from which something was taken since. */
	fingerprint: z.string().nullable(),
	files: z.array(z.object({ path: Path, digest: z.string() })),
});
export type BuildManifest = z.infer<typeof BuildManifest>;

/** A digest has its suite before a colon, which not every storage likes in a name. */
export const nameOfFile = (digest: string): string => `${sharedFiles}${digest.replace(':', '-')}`;
export const nameOfList = (build: string): string => `${sharedLists}${build}`;
