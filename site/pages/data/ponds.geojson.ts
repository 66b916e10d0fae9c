import { file } from '../../data/envelope.ts';
import { pondFeatures } from '../../data/ponds.ts';

export const GET = () =>
	file(JSON.stringify({ type: 'FeatureCollection', features: pondFeatures() }), 'application/geo+json');
