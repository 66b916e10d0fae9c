import type { Page } from 'playwright-core';

/** Stands in for how other phones keep what a page gives them; each holds from the next page load on. */

/** A private window of WebKit: it takes plain bytes, and no File and no Blob. */
export async function inPrivateWebKit(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const holdsBlob = (value: unknown): boolean =>
			value instanceof Blob ||
			(typeof value === 'object' &&
				value !== null &&
				!(value instanceof ArrayBuffer) &&
				!ArrayBuffer.isView(value) &&
				Object.values(value).some(holdsBlob));
		for (const method of ['put', 'add'] as const) {
			const own = IDBObjectStore.prototype[method];
			IDBObjectStore.prototype[method] = function (this: IDBObjectStore, value: unknown, ...more: IDBValidKey[]) {
				if (holdsBlob(value)) throw new DOMException('BlobURLs are not yet supported.', 'DataCloneError');
				return own.call(this, value, ...more);
			};
		}
	});
}

/** A store without room: nothing is taken. */
export async function withFullStore(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...more: Parameters<typeof put>) {
			const request = put.apply(this, more);
			this.transaction.abort();
			return request;
		};
	});
}

/** A store that answers with an error as soon as it is asked. */
export async function withBrokenStore(page: Page): Promise<void> {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			const request = { error: new DOMException('broken', 'UnknownError') } as unknown as IDBOpenDBRequest;
			queueMicrotask(() => request.onerror?.(new Event('error')));
			return request;
		};
	});
}

/** A store that says nothing until `answerAtLast`, perhaps never. */
export async function withSilentStore(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const open = IDBFactory.prototype.open;
		const asked: Array<() => void> = [];
		(window as unknown as { answerAtLast(): void }).answerAtLast = () => {
			IDBFactory.prototype.open = open;
			for (const ask of asked) ask();
		};
		IDBFactory.prototype.open = function (this: IDBFactory, ...names: Parameters<typeof open>) {
			const waiting = {} as { -readonly [K in keyof IDBOpenDBRequest]: IDBOpenDBRequest[K] };
			asked.push(() => {
				const request = open.apply(this, names);
				request.onsuccess = (event) => {
					waiting.result = request.result;
					waiting.onsuccess?.(event);
				};
			});
			return waiting;
		};
	});
}

export function answerAtLast(page: Page): Promise<void> {
	return page.evaluate(() => (window as unknown as { answerAtLast(): void }).answerAtLast());
}

/** Bytes of files that lie on this phone. */
export function storedBytes(page: Page): Promise<number> {
	return page.evaluate(async () => {
		const known = await indexedDB.databases();
		if (!known.some(({ name }) => name === 'report-evidence')) return 0;
		const answered = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const db = await answered(indexedDB.open('report-evidence'));
		try {
			const pieces = await answered(db.transaction('pieces').objectStore('pieces').getAll());
			return pieces.reduce((sum: number, { bytes }: { bytes: ArrayBuffer }) => sum + bytes.byteLength, 0);
		} finally {
			db.close();
		}
	});
}
