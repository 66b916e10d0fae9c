/** What a reader would run, open, unpack, fetch or send; none of it belongs on paper. */
export const activeNames = new Set([
	'JavaScript',
	'Launch',
	'EmbeddedFile',
	'EmbeddedFiles',
	'RichMedia',
	'RichMediaContent',
	'SubmitForm',
	'ImportData',
	// Another document, in the file or elsewhere.
	'GoToE',
	'GoToR',
	'Thread',
	'Rendition',
	'Movie',
	'FFilter',
	'FDecodeParms',
	'XFA',
]);

/** Too short to mean anything in the midst of compressed bytes: they count where names stand. */
export const shortActiveNames = new Set(['JS', 'AA', 'U3D', 'PRC', 'URL']);
