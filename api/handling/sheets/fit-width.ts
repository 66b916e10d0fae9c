import type { Blob } from 'node:buffer';
import type { Stream } from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import { findElement, prependMarkupInsideElement } from 'write-excel-file/utility';

/** All columns on one page when printed, however wide; as many pages down as the lines need. */
export const fitWidth: Feature<Stream | Buffer | Blob> = {
	files: {
		transform: {
			'xl/worksheets/sheet{id}.xml': {
				transform(xml) {
					const worksheet = findElement(xml, 'worksheet');
					if (!worksheet) return xml;
					return prependMarkupInsideElement(xml, worksheet, '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
				},
				transformElementAttributes: (tag, attributes) =>
					tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
			},
		},
	},
};
