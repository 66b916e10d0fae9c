import { toCsv } from '../../data/csv.ts';
import { file } from '../../data/envelope.ts';
import { resultTable } from '../../data/results.ts';

export function GET() {
	const { head, rows } = resultTable();
	return file(toCsv(head, rows), 'text/csv');
}
