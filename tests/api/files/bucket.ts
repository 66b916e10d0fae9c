import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Settings } from '../../../api/files/s3-settings.ts';
import { newDataFolder } from '../new-data-folder.ts';

/** A bucket on an S3 server of its own, behind a line that a test can cut. */
export interface TestBucket {
	settings: S3Settings;
	/** Settings of a portal that uses it. */
	env: Record<string, string>;
	/** Cuts every line once so many more bytes have gone to the storage; new ones are whole again. */
	cutUp(bytes: number): void;
	/** The same of bytes that come from it. */
	cutDown(bytes: number): void;
	/** Nothing answers from now on. */
	goAway(): Promise<void>;
	comeBack(): Promise<void>;
	remove(): Promise<void>;
}

const bucket = 'portal-files';

export async function openTestBucket(): Promise<TestBucket> {
	const directory = newDataFolder();
	// The server removes a folder with its last file, also while another one is being written into it.
	for (const folder of ['uploads', 'sealed', 'set-aside', 'site']) {
		mkdirSync(join(directory, bucket, folder), { recursive: true });
		writeFileSync(join(directory, bucket, folder, '.keep'), '');
	}
	const server = new S3rver({
		address: '127.0.0.1',
		port: 0,
		directory,
		silent: true,
		vhostBuckets: false,
		configureBuckets: [{ name: bucket }],
	});
	const { port: behind } = await server.run();
	const line = await openLine(behind);
	const settings: S3Settings = {
		endpoint: new URL(`http://127.0.0.1:${line.port}`),
		bucket,
		region: 'us-east-1',
		accessKeyId: 'S3RVER',
		secretAccessKey: 'S3RVER',
	};
	return {
		settings,
		env: {
			S3_ENDPOINT: settings.endpoint.href,
			S3_BUCKET: bucket,
			S3_ACCESS_KEY_ID: settings.accessKeyId,
			S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
		},
		cutUp: line.cutUp,
		cutDown: line.cutDown,
		goAway: line.close,
		comeBack: line.open,
		async remove() {
			await line.close();
			server.httpServer.closeAllConnections();
			await server.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

/** Passes connections on to a port of this machine. */
async function openLine(behind: number) {
	const sockets = new Set<Socket>();
	const left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
	const cut = () => {
		Object.assign(left, { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY });
		for (const socket of sockets) socket.destroy();
	};
	const pass = (from: Socket, to: Socket, way: 'up' | 'down') => {
		sockets.add(from);
		from.on('error', () => undefined);
		from.on('close', () => {
			sockets.delete(from);
			to.destroy();
		});
		from.on('data', (bytes) => {
			left[way] -= bytes.length;
			to.write(left[way] < 0 ? bytes.subarray(0, bytes.length + left[way]) : bytes, () => left[way] < 0 && cut());
		});
	};
	const server = createServer((client) => {
		const storage = connect(behind, '127.0.0.1');
		pass(client, storage, 'up');
		pass(storage, client, 'down');
	});
	const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
	await listen(0);
	const { port } = server.address() as AddressInfo;
	return {
		port,
		cutUp: (bytes: number) => Object.assign(left, { up: bytes }),
		cutDown: (bytes: number) => Object.assign(left, { down: bytes }),
		open: () => listen(port),
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				cut();
			}),
	};
}
