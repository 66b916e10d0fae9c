/** The part we use of s3rver, which comes without types. */
declare module '@20minutes/s3rver' {
	import type { Server } from 'node:http';

	export default class S3rver {
		constructor(options: {
			address: string;
			port: number;
			directory: string;
			silent: boolean;
			vhostBuckets: boolean;
			configureBuckets: Array<{ name: string }>;
		});
		readonly httpServer: Server;
		run(): Promise<{ port: number }>;
		close(): Promise<void>;
	}
}
