/** Kinds of files that people send, in the order in which they are told. */
export const evidenceKinds = ['picture', 'video', 'sound', 'document'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Formats that are taken, known by content and never by name. */
export const evidenceFormats = ['jpeg', 'png', 'webp', 'heic', 'mp4', 'mov', 'm4a', 'mp3', 'pdf'] as const;
export type EvidenceFormat = (typeof evidenceFormats)[number];
