/** A bucket of an S3-compatible storage, and how it is reached. */
export interface S3Settings {
	/** Address of the storage; the bucket stands in the path behind it. */
	endpoint: URL;
	bucket: string;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
}
