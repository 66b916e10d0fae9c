import { Readable } from 'node:stream';
import {
	AbortMultipartUploadCommand,
	type CompletedPart,
	CompleteMultipartUploadCommand,
	CopyObjectCommand,
	CreateMultipartUploadCommand,
	DeleteObjectCommand,
	GetObjectCommand,
	HeadBucketCommand,
	HeadObjectCommand,
	ListObjectsCommand,
	PutObjectCommand,
	type S3Client,
	UploadPartCommand,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { type Log, traceOf } from '../log.ts';
import { type AskS3, askS3 } from './ask-s3.ts';
import { inPieces } from './in-pieces.ts';
import { type OpenObject, readObject } from './read-object.ts';
import { s3Client } from './s3-client.ts';
import type { S3Settings } from './s3-settings.ts';
import { NotStored, type Storage, StorageAway, type StoredFile } from './storage.ts';

/** A file beyond this goes in parts of it; S3 takes none below 5 MiB, and 10,000 of them. */
const partBytes = 5 * 1024 * 1024;
const removedAtOnce = 16;
/** How long an answer to whether the storage is there is good for. */
const answerKeptMs = 5000;
const answerWithinMs = 3000;

interface Bucket {
	client: S3Client;
	ask: AskS3;
	name: string;
	log: Log;
}

/**
 * Files in a bucket. Every request is signed with a digest of what it carries, which the storage compares: what is cut or
 * changed on the way is refused there. A large file goes in parts and appears when the last is there.
 */
export function s3Storage(settings: S3Settings, log: Log): Storage {
	const bucket: Bucket = { client: s3Client(settings), ask: askS3(log), name: settings.bucket, log };
	const { client, ask, name: Bucket } = bucket;
	return {
		async put(Key, source) {
			const pieces = inPieces(source, partBytes);
			const first = await pieces.next();
			const second = first.done ? first : await pieces.next();
			if (!first.done && !second.done) {
				return putInParts(bucket, Key, followedBy([first.value, second.value], pieces));
			}
			const Body = first.done ? Buffer.alloc(0) : first.value;
			await ask(() => client.send(new PutObjectCommand({ Bucket, Key, Body })));
		},
		async get(Key, range) {
			const first = await openObject(bucket, Key, range && rangeOf(range.start, range.length));
			const rest = (offset: number, { length, etag }: OpenObject) =>
				openObject(bucket, Key, rangeOf((range?.start ?? 0) + offset, length - offset), etag);
			return Readable.toWeb(Readable.from(readObject(first, rest))) as ReadableStream<Uint8Array>;
		},
		size: (Key) => sizeOf(bucket, Key),
		async copy(from, to) {
			const CopySource = encodeURI(`${Bucket}/${from}`);
			await ask(() => client.send(new CopyObjectCommand({ Bucket, CopySource, Key: to })));
		},
		async remove(names) {
			const inTurn = pLimit(removedAtOnce);
			await Promise.all(
				names.map((Key) => inTurn(() => ask(() => client.send(new DeleteObjectCommand({ Bucket, Key }))))),
			);
		},
		list: (prefix) => listObjects(bucket, prefix),
		answers: remembered(async () => {
			const abortSignal = AbortSignal.timeout(answerWithinMs);
			await ask(() => client.send(new HeadBucketCommand({ Bucket }), { abortSignal }));
		}),
	};
}

async function putInParts(bucket: Bucket, Key: string, parts: AsyncIterable<Buffer>): Promise<void> {
	const { client, ask, name: Bucket, log } = bucket;
	const { UploadId } = await ask(() => client.send(new CreateMultipartUploadCommand({ Bucket, Key })));
	const upload = { Bucket, Key, UploadId };
	const Parts: CompletedPart[] = [];
	let bytes = 0;
	try {
		for await (const Body of parts) {
			const PartNumber = Parts.length + 1;
			const { ETag } = await ask(() => client.send(new UploadPartCommand({ ...upload, PartNumber, Body })));
			Parts.push({ PartNumber, ETag });
			bytes += Body.length;
		}
		await ask(() => client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })));
	} catch (error) {
		// Complete already, and the answer was lost: whoever asks again hears that there is no such upload.
		if (error instanceof NotStored && (await sizeOf(bucket, Key)) === bytes) return;
		await client.send(new AbortMultipartUploadCommand(upload)).catch((failure: unknown) => {
			// The bucket's own rule for such uploads clears it away.
			log.warn({ event: 'storage.parts-left', ...traceOf(failure) });
		});
		throw error instanceof NotStored ? new StorageAway(error) : error;
	}
}

async function openObject({ client, ask, name: Bucket }: Bucket, Key: string, Range?: string, IfMatch?: string) {
	const { Body, ContentLength, ETag } = await ask(() =>
		client.send(new GetObjectCommand({ Bucket, Key, Range, IfMatch })),
	);
	// Not every storage knows that condition.
	if (IfMatch !== undefined && IfMatch !== ETag) throw new StorageAway();
	return { body: Body as unknown as AsyncIterable<Uint8Array>, length: ContentLength ?? 0, etag: ETag };
}

const rangeOf = (start: number, length: number): string => `bytes=${start}-${start + length - 1}`;

async function sizeOf({ client, ask, name: Bucket }: Bucket, Key: string): Promise<number | null> {
	try {
		const { ContentLength } = await ask(() => client.send(new HeadObjectCommand({ Bucket, Key })));
		return ContentLength ?? 0;
	} catch (error) {
		if (error instanceof NotStored) return null;
		throw error;
	}
}

/** By the older form of the request, whose pages go by the last name: every storage knows it. */
async function* listObjects({ client, ask, name: Bucket }: Bucket, Prefix: string): AsyncGenerator<StoredFile> {
	let Marker: string | undefined;
	for (;;) {
		const { Contents = [], IsTruncated } = await ask(() =>
			client.send(new ListObjectsCommand({ Bucket, Prefix, Marker })),
		);
		for (const { Key, LastModified } of Contents) {
			if (Key !== undefined) yield { name: Key, writtenAt: LastModified?.getTime() ?? 0, whole: true };
		}
		Marker = Contents.at(-1)?.Key;
		if (!IsTruncated || Marker === undefined) return;
	}
}

async function* followedBy(pieces: Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	yield* pieces;
	yield* rest;
}

/** Asks once for all who ask within some seconds. */
function remembered(ask: () => Promise<void>): () => Promise<boolean> {
	let askedAt = 0;
	let answer: Promise<boolean> | undefined;
	return () => {
		if (answer !== undefined && performance.now() - askedAt < answerKeptMs) return answer;
		askedAt = performance.now();
		answer = ask().then(
			() => true,
			(error: unknown) => {
				if (error instanceof NotStored || error instanceof StorageAway) return false;
				throw error;
			},
		);
		return answer;
	};
}
