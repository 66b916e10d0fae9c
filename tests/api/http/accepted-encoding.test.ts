import { expect, test } from 'vitest';
import { acceptedEncodings } from '../../../api/http/accepted-encoding.ts';

test.each([
	['a browser of today', 'gzip, deflate, br, zstd', ['br', 'gzip']],
	['a browser without TLS', 'gzip, deflate', ['gzip']],
	['a client that says nothing', undefined, []],
	['a client that says it takes nothing', '', []],
	['a client that refuses one', 'gzip, br;q=0', ['gzip']],
	['a client that likes the other better', 'br;q=0.5, gzip;q=0.8', ['gzip', 'br']],
	['a client that takes anything', '*', ['br', 'gzip']],
	['a client that takes anything but one', '*;q=0.1, gzip;q=0', ['br']],
	['a client that takes only the file itself', 'identity, *;q=0', []],
	['letters of another size', 'GZIP', ['gzip']],
	['a weight that is no number', 'gzip;q=much', []],
	['a name that only begins alike', 'gzip-2, brotli', []],
])('%s gets what it takes', (_who, header, encodings) => {
	expect(acceptedEncodings(header)).toEqual(encodings);
	expect(acceptedEncodings(header)).toEqual(encodings);
});
