/** A chosen file as it is kept on this phone until the report is sent. */
export interface KeptFile {
	id: string;
	file: File;
	/** Where the server takes it; empty until it has announced itself. */
	url: string;
}

const database = 'report-evidence';
const shelf = 'files';

/** All kept files in the order in which they were chosen. Rejects where the browser keeps nothing. */
export async function keptFiles(): Promise<KeptFile[]> {
	return inShelf<KeptFile[]>('readonly', (files) => files.getAll());
}

export async function keepFile(kept: KeptFile): Promise<void> {
	await inShelf('readwrite', (files) => files.put(kept));
}

export async function dropFile(id: string): Promise<void> {
	await inShelf('readwrite', (files) => files.delete(id));
}

/** Leaves nothing of any file on the phone. */
export function dropAllFiles(): Promise<void> {
	return new Promise((resolve) => {
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

/** One request in a connection of its own, closed at once, so that deleting never has to wait. */
async function inShelf<T>(mode: IDBTransactionMode, ask: (files: IDBObjectStore) => IDBRequest): Promise<T> {
	const db = await open();
	try {
		return await new Promise((resolve, reject) => {
			const transaction = db.transaction(shelf, mode);
			const request = ask(transaction.objectStore(shelf));
			transaction.oncomplete = () => resolve(request.result);
			transaction.onerror = () => reject(transaction.error);
			transaction.onabort = () => reject(transaction.error);
		});
	} finally {
		db.close();
	}
}

function open(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(database, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(shelf, { keyPath: 'id' });
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
