/** Encodings that built files lie ready in, the smallest first, with the ending of the file that holds each. */
export const encodings = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof encodings;

/** Browsers send a few headers again and again; whoever makes up others gains nothing. */
const known = new Map<string, Encoding[]>();
const mostKnown = 100;

/** The encodings that a client takes, best first, read from its Accept-Encoding; none where it says nothing. */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
	if (!header) return [];
	const before = known.get(header);
	if (before) return before;
	const accepted = readHeader(header);
	if (known.size < mostKnown) known.set(header, accepted);
	return accepted;
}

function readHeader(header: string): Encoding[] {
	const weights = new Map<string, number>();
	for (const part of header.toLowerCase().split(',')) {
		const [coding = '', ...parameters] = part.split(';').map((text) => text.trim());
		const q = parameters.find((text) => text.startsWith('q='));
		weights.set(coding, q === undefined ? 1 : Number(q.slice('q='.length)));
	}
	const weight = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
	return (Object.keys(encodings) as Encoding[])
		.filter((encoding) => weight(encoding) > 0)
		.sort((a, b) => weight(b) - weight(a));
}
