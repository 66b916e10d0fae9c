import { content } from '../../content.ts';
import { envelope, file, json } from '../../data/envelope.ts';
import { countResults } from '../../results/statistics.ts';

export function GET() {
	const { results, units } = content();
	const areas = units.counties.map(({ adcode, name }) => ({ adcode, name }));
	return file(json(envelope('statistics', countResults(results, areas))), 'application/json');
}
