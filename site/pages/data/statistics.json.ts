import { content } from '../../build/content.ts';
import { envelope, file, json } from '../../data/envelope.ts';
import { countyMonths } from '../../statistics/months.ts';

export function GET() {
	const { statistics, units } = content();
	const areas = [...units.counties, { adcode: units.city.adcode, name: '市级' }];
	return file(json(envelope('statistics', countyMonths(statistics, areas))), 'application/json');
}
