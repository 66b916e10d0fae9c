/**
 * The bytes of chosen files, on this phone until the report is sent. Private windows of WebKit take no File and no Blob
 * into this store, but plain bytes: each file is stored in chunks, so that a video never fills the memory of the page.
 */
const database = 'report-evidence';
const version = 2;
const store = 'pieces';
const pieceBytes = 1_000_000;
/** Longest wait for a store that does not answer when everything is deleted. */
const longestMs = 1000;

interface Piece {
	id: string;
	/** Number of its first byte in the file. */
	at: number;
	bytes: ArrayBuffer;
}

/** Keeps a file while `wanted`; `came` is called after every chunk. Rejects where the browser does not take it all. */
export async function saveBytes(id: string, file: Blob, wanted: () => boolean, came: () => void): Promise<void> {
	const db = await open();
	try {
		for (let at = 0; at < file.size && wanted(); at += pieceBytes) {
			const bytes = await bytesOf(file.slice(at, at + pieceBytes));
			const piece: Piece = { id, at, bytes };
			await inStore(db, 'readwrite', (chunks) => chunks.put(piece));
			came();
		}
		if (!wanted()) await remove(db, id);
	} finally {
		db.close();
	}
}

/** A kept file of `size` bytes, undefined where it is not there whole; `came` is called after every chunk. */
export async function loadBytes(id: string, size: number, came: () => void): Promise<Blob | undefined> {
	const db = await open();
	const blobs: Blob[] = [];
	try {
		for (let at = 0; at < size; at += pieceBytes) {
			const piece = await inStore<Piece | undefined>(db, 'readonly', (chunks) => chunks.get([id, at]));
			if (!piece) return undefined;
			blobs.push(new Blob([piece.bytes]));
			came();
		}
	} finally {
		db.close();
	}
	const whole = new Blob(blobs);
	return whole.size === size ? whole : undefined;
}

export async function dropBytes(id: string): Promise<void> {
	const db = await open();
	try {
		await remove(db, id);
	} finally {
		db.close();
	}
}

/** Leaves nothing of any file on the phone; a store that does not answer is not waited for. */
export function dropAllBytes(): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, longestMs);
		try {
			const request = indexedDB.deleteDatabase(database);
			request.onsuccess = () => resolve();
			request.onerror = () => resolve();
		} catch {
			// A browser without this store holds no files either.
			resolve();
		}
	});
}

/** Drops files that were chosen before `time` (milliseconds since 1970), as their ids say. */
export function dropOldBytes(time: number): Promise<void> {
	return dropWhere((id) => !(Number.parseInt(id, 36) >= time));
}

/** Drops these files and leaves those of other pages. */
export function dropFiles(ids: string[]): Promise<void> {
	return dropWhere((id) => ids.includes(id));
}

/** Deletes the store as well where no file is left. Errors are ignored: what was not dropped now expires within a day. */
async function dropWhere(gone: (id: string) => boolean): Promise<void> {
	try {
		const db = await open('existing');
		let left = 0;
		try {
			const keys = await inStore<Array<[string, number]>>(db, 'readonly', (chunks) => chunks.getAllKeys());
			for (const id of Array.from(new Set(keys.map(([id]) => id)))) {
				if (gone(id)) await remove(db, id);
				else left++;
			}
		} finally {
			db.close();
		}
		if (left === 0) await dropAllBytes();
	} catch {
		// Nothing is there, or the browser has no such store.
	}
}

function remove(db: IDBDatabase, id: string): Promise<unknown> {
	return inStore(db, 'readwrite', (chunks) => chunks.delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_VALUE])));
}

function inStore<T>(db: IDBDatabase, mode: IDBTransactionMode, ask: (chunks: IDBObjectStore) => IDBRequest) {
	return new Promise<T>((resolve, reject) => {
		const transaction = db.transaction(store, mode);
		const request = ask(transaction.objectStore(store));
		transaction.oncomplete = () => resolve(request.result);
		transaction.onerror = () => reject(transaction.error);
		transaction.onabort = () => reject(transaction.error);
	});
}

/** `existing`: rejects rather than make a store. */
function open(which?: 'existing'): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(database, version);
		request.onupgradeneeded = ({ oldVersion }) => {
			const db = request.result;
			if (which === 'existing' && oldVersion === 0) {
				request.transaction?.abort();
				return;
			}
			for (const older of Array.from(db.objectStoreNames)) db.deleteObjectStore(older);
			db.createObjectStore(store, { keyPath: ['id', 'at'] });
		};
		request.onsuccess = () => {
			// Closed for deletion elsewhere, which must not wait for this connection.
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
		request.onerror = () => reject(request.error);
	});
}

/** Blob.arrayBuffer is younger than the oldest browser supported. */
function bytesOf(blob: Blob): Promise<ArrayBuffer> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result as ArrayBuffer);
		reader.onerror = () => reject(reader.error);
		reader.readAsArrayBuffer(blob);
	});
}
