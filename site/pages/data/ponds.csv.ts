import { toCsv } from '../../data/csv.ts';
import { file } from '../../data/envelope.ts';
import { pondTable } from '../../data/ponds.ts';

export function GET() {
	const { head, rows } = pondTable();
	return file(toCsv(head, rows), 'text/csv');
}
