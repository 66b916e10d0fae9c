import { file } from '../../../data/envelope.ts';
import { type DataName, dataItems, jsonSchema } from '../../../data/schemas.ts';

export function getStaticPaths() {
	return (Object.keys(dataItems) as DataName[]).map((name) => ({ params: { name } }));
}

export const GET = ({ params }: { params: { name: DataName } }) =>
	file(`${JSON.stringify(jsonSchema(params.name), null, '\t')}\n`, 'application/schema+json');
