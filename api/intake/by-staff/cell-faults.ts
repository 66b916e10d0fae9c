/** A cell whose value is not what the person sees there. */
export interface CellFault {
	/** Such as `B5`. */
	address: string;
	message: string;
}

const cells = /<(?:\w{1,20}:)?c\b([^<>]{0,400})>(\s*<(?:\w{1,20}:)?f[\s/>])?/g;
const addressOf = /\sr\s*=\s*["']([A-Z]{1,3}\d{1,7})["']/;
const isError = /\st\s*=\s*["']e["']/;
const merges =
	/<(?:\w{1,20}:)?mergeCell\b[^<>]{0,200}?\sref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;
/** More cells than a list has in all its columns. */
const mostMerged = 60_000;

const sentences = {
	formula: '这一格是公式，请改为直接填写内容',
	error: '这一格是错误值（例如 #N/A），请改为直接填写内容',
	merged: '这一格与别的格合并，只有第一格有内容，请取消合并后逐行填写',
};

/**
 * Cells that a reader of sheets would take as empty, or as something else than is seen: formulas, error values, and all
 * but the first of merged cells. A row that lost a yes to 涉及当地人员 would go to the county it accuses.
 */
export function cellFaults(sheet: string): CellFault[] {
	const found: CellFault[] = [];
	for (const [, attributes = '', formula] of sheet.matchAll(cells)) {
		const [, address] = addressOf.exec(attributes) ?? [];
		if (!address) continue;
		if (formula) found.push({ address, message: sentences.formula });
		else if (isError.test(attributes)) found.push({ address, message: sentences.error });
	}
	for (const [, left = 'A', top = '1', right = 'A', bottom = '1'] of sheet.matchAll(merges)) {
		for (const address of allButFirst(left, Number(top), right, Number(bottom), mostMerged - found.length)) {
			found.push({ address, message: sentences.merged });
		}
	}
	return found;
}

function allButFirst(...[left, top, right, bottom, most]: [string, number, string, number, number]): string[] {
	const all: string[] = [];
	for (let row = top; row <= bottom && all.length <= most; row++) {
		for (let column = columnNumber(left); column <= columnNumber(right) && all.length <= most; column++) {
			all.push(`${columnLetters(column)}${row}`);
		}
	}
	return all.slice(1);
}

/** 0 for A, 26 for AA. */
export function columnNumber(letters: string): number {
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function columnLetters(number: number): string {
	const letter = String.fromCharCode(65 + (number % 26));
	return number < 26 ? letter : columnLetters(Math.floor(number / 26) - 1) + letter;
}
