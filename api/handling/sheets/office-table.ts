import { plainLines } from '../../../content/facts/plain-text.ts';

/** One column under its merged head. */
export interface OfficeColumn {
	/** Empty where the merged head stands alone. */
	head: string;
	/** Width in characters. */
	width: number;
}

/** A merged head over the columns that belong together. */
export interface OfficeHead {
	head: string;
	columns: readonly OfficeColumn[];
}

/** A table as the offices hand it on, ready to be written as a sheet or a page. */
export interface OfficeTable {
	title: string;
	/** Name of the sheet in the workbook. */
	sheet: string;
	heads: readonly OfficeHead[];
	/** 填报单位, 填报人, 填报时间; 审核人 is left open: it is signed by hand. */
	signature: { unit: string; by: string; on: string };
	rows: ReadonlyArray<ReadonlyArray<string | number>>;
	/** Sentences below the table that say how it counts. */
	notes: readonly string[];
	demo: boolean;
}

/** A cell as a sheet can hold it: what was kept before texts were cleaned may have characters that break the file. */
export function cellValue(value: string | number): string | number {
	return typeof value === 'string' ? plainLines(value) : value;
}

export function titleLine({ title, demo }: OfficeTable): string {
	return demo ? `${title}（演示数据）` : title;
}

export function signatureLine({ signature: { unit, by, on } }: OfficeTable): string {
	return `填报单位：${unit}　　填报人：${by}　　审核人：　　　　　　填报时间：${on}`;
}
