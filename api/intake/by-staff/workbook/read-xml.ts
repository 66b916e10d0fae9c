import sax from 'sax';
import { PortalError } from '../../../http/errors.ts';
import { notExcel } from './refusals.ts';

/** What is told of an XML text while it is read. Names come without their prefix. */
export interface XmlReader {
	open(name: string, attributes: Record<string, string>): void;
	close?(name: string): void;
	text?(text: string): void;
}

/** Parses XML in chunks. A document type, which a workbook never has, is refused like everything unreadable. */
export async function readXml(pieces: AsyncIterable<string>, reader: XmlReader): Promise<void> {
	const parser = sax.parser(true);
	parser.onopentag = ({ name, attributes }) => reader.open(local(name), withoutPrefixes(attributes));
	parser.onclosetag = (name) => reader.close?.(local(name));
	parser.ontext = (text) => reader.text?.(text);
	parser.oncdata = (text) => reader.text?.(text);
	parser.ondoctype = () => {
		throw notExcel();
	};
	parser.onerror = () => {
		throw notExcel();
	};
	try {
		for await (const piece of pieces) parser.write(piece);
		parser.close();
	} catch (error) {
		if (error instanceof PortalError) throw error;
		throw notExcel();
	}
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function withoutPrefixes(attributes: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), String(value)]));
}

/** `1` and `true` are both written. */
export const isSet = (value: string | undefined): boolean => value === '1' || value === 'true';
