import type { Point } from '../../content/schema/common.ts';
import type { Locate } from './locate.ts';

/**
 * A cell of a grid that is the same everywhere, so that a point can stand in clear as no more than a cell. Its text is
 * side/row/column: the side in small cells, row and column counted in sides from the south-west.
 */
export type Cell = string;

/** The cell that may stand in clear for a point; null where none would be large enough. */
export type CellOf = (point: Point) => Cell | null;

/** A small cell in degrees: 1.1 km from south to north and, up to 54° north, at least 1.3 km from west to east. */
const step = { lat: 0.01, lon: 0.02 };

/** The sides that cells have, in small cells; a larger one holds smaller ones whole. */
const sides = [1, 4, 16] as const;
type Side = (typeof sides)[number];

/** How many points of a cell are looked at on each side, to see how much of it lies where the point lies. */
const samplesOnSide: Record<Side, number> = { 1: 5, 4: 12, 16: 32 };

/** Cells whose answers are remembered: a prefecture has some ten thousand. */
const mostRemembered = 20_000;

/**
 * Chooses cells. Beside the cell stands the county, and which others are near: at a border the two together may leave
 * only a sliver of a small cell, which would tell the place. So the cell is the smallest in which at least the ground of
 * one whole small cell lies in the same county, with the same others near.
 */
export function cells(locate: Locate): CellOf {
	const remembered = new Map<Cell, Map<string, number>>();
	const answersIn = (side: Side, cell: Cell, corner: Point) => {
		const known = remembered.get(cell);
		if (known) return known;
		const counted = countAnswers(locate, side, corner);
		if (remembered.size >= mostRemembered) remembered.clear();
		remembered.set(cell, counted);
		return counted;
	};
	return (point) => {
		const answer = answerOf(locate, point);
		for (const side of sides) {
			const { cell, corner } = cellAt(point, side);
			const alike = answersIn(side, cell, corner).get(answer) ?? 0;
			if (alike >= samplesOnSide[side] ** 2 / side ** 2) return cell;
		}
		return null;
	};
}

/** Every cell, of whatever side, that may stand for a point at most `around` degrees from this one. */
export function cellsAround({ lat, lon }: Point, around: Point): Cell[] {
	const found = new Set<Cell>();
	for (const side of sides) {
		const from = indexOf({ lat: lat - around.lat, lon: lon - around.lon }, side);
		const to = indexOf({ lat: lat + around.lat, lon: lon + around.lon }, side);
		for (let row = from.row; row <= to.row; row++) {
			for (let column = from.column; column <= to.column; column++) found.add(textOf(side, row, column));
		}
	}
	return [...found];
}

/** The cell of four small ones' side that holds a cell; null where the cell is larger. */
export function middleCell(cell: Cell): Cell | null {
	const [side = 0, row = 0, column = 0] = cell.split('/').map(Number);
	const middle = sides[1];
	if (side > middle) return null;
	const within = (index: number) => Math.floor((index * side) / middle);
	return textOf(middle, within(row), within(column));
}

/** All that stands in clear of where a point lies, beside the cell. */
function answerOf(locate: Locate, point: Point): string {
	const { county, alternatives } = locate(point);
	return [county?.adcode ?? 0, ...alternatives.map(({ adcode }) => adcode)].join(' ');
}

/** How many points, evenly spread over a cell, lie where. */
function countAnswers(locate: Locate, side: Side, corner: Point): Map<string, number> {
	const counted = new Map<string, number>();
	const samples = samplesOnSide[side];
	const at = (index: number) => ((index + 0.5) / samples) * side;
	for (let row = 0; row < samples; row++) {
		for (let column = 0; column < samples; column++) {
			const point = { lat: corner.lat + at(row) * step.lat, lon: corner.lon + at(column) * step.lon };
			const answer = answerOf(locate, point);
			counted.set(answer, (counted.get(answer) ?? 0) + 1);
		}
	}
	return counted;
}

function cellAt(point: Point, side: Side): { cell: Cell; corner: Point } {
	const { row, column } = indexOf(point, side);
	const corner = { lat: row * side * step.lat, lon: column * side * step.lon };
	return { cell: textOf(side, row, column), corner };
}

/** Counted in small cells first: so a large cell holds small ones whole, however numbers are rounded. */
function indexOf({ lat, lon }: Point, side: Side) {
	return { row: Math.floor(Math.floor(lat / step.lat) / side), column: Math.floor(Math.floor(lon / step.lon) / side) };
}

const textOf = (side: Side, row: number, column: number): Cell => `${side}/${row}/${column}`;
