import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mostPreviews } from '../../content/schema/evidence.ts';
import { setAside } from '../files/set-aside.ts';

/** Where the files of reporters lie. Named by id only; the names they had on the phone are stored nowhere. */
export interface EvidenceFiles {
	/** Folder of uploads that are still arriving, encrypted as they arrive. */
	arriving: string;
	/** Folder of originals and previews, sealed to the operator. */
	sealed: string;
	part(id: string): string;
	original(id: string): string;
	/** Clean picture of a picture, or of a page of a document, counted from 1. */
	preview(id: string, page?: number): string;
	/** A clean picture from staff, sealed to the report's own key as well. */
	forReporter(id: string): string;
	/** Removes everything of one upload, finished or not. */
	remove(id: string): Promise<void>;
	/** Removes what of an upload was never finished. */
	removeUnfinished(id: string): Promise<void>;
	/** Moves a file of `sealed`, by its name, to the files that were set aside. */
	setAside(name: string): Promise<void>;
}

export function evidenceFiles(dataDir: string): EvidenceFiles {
	const arriving = join(dataDir, 'uploads');
	const sealed = join(dataDir, 'sealed');
	for (const folder of [arriving, sealed]) mkdirSync(folder, { recursive: true, mode: 0o770 });
	const files = {
		arriving,
		sealed,
		part: (id: string) => join(arriving, `${id}.part`),
		original: (id: string) => join(sealed, `${id}.sealed`),
		preview: (id: string, page = 1) =>
			join(sealed, page === 1 ? `${id}.preview.sealed` : `${id}.preview-${page}.sealed`),
		forReporter: (id: string) => join(sealed, `${id}.reporter.sealed`),
	};
	const finished = (id: string) => [
		files.original(id),
		...Array.from({ length: mostPreviews }, (_, index) => files.preview(id, index + 1)),
		files.forReporter(id),
	];
	const begun = (id: string) => [files.part(id), ...finished(id).map(unfinished)];
	return {
		...files,
		async remove(id) {
			await removeAll([...finished(id), ...begun(id)]);
		},
		async removeUnfinished(id) {
			await removeAll(begun(id));
		},
		setAside: (name) => setAside(dataDir, join('sealed', name)),
	};
}

async function removeAll(paths: string[]): Promise<void> {
	await Promise.all(paths.map((path) => rm(path, { force: true })));
}

/** Name of a sealed file while it is being written. */
export function unfinished(path: string): string {
	return `${path}.new`;
}
