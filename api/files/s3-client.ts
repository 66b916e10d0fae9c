import { S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from './s3-settings.ts';

/** Tries of one request in all, each later than the one before; what the storage refuses is not tried again. */
const maxAttempts = 4;
/** A connection that is not there by then will not come. */
const connectMs = 3000;
/** One part of a file has so long to go over, which takes a line of 140 kB a second. */
const requestMs = 60_000;
/** Neither way a byte for so long: the line is dead. */
const silentMs = 20_000;
const maxSockets = 64;

/** The client of one bucket's storage; it connects when it is first asked something. */
export function s3Client({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): S3Client {
	const client = new S3Client({
		endpoint: endpoint.href,
		region,
		credentials: { accessKeyId, secretAccessKey },
		forcePathStyle: true,
		maxAttempts,
		// The signature has a digest of the body already; the newer headers for it are not known everywhere.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
		requestHandler: {
			connectionTimeout: connectMs,
			requestTimeout: requestMs,
			throwOnRequestTimeout: true,
			socketTimeout: silentMs,
			httpAgent: { keepAlive: true, maxSockets },
			httpsAgent: { keepAlive: true, maxSockets },
		},
	});
	// It asks for a bucket as `/bucket/`, which not every server that checks its signature takes for the `/bucket` of other
	// clients. No name of ours ends in a slash.
	client.middlewareStack.add(
		(next) => (args) => {
			const { request } = args;
			if (hasPath(request)) request.path = request.path.replace(/(?<=.)\/$/, '');
			return next(args);
		},
		{ step: 'build' },
	);
	return client;
}

function hasPath(request: unknown): request is { path: string } {
	return typeof request === 'object' && request !== null && 'path' in request && typeof request.path === 'string';
}
