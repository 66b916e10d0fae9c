/** Size of a file for download, e.g. 12 KB. */
export const fileSize = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} KB`;
