import { envelope, file, json } from '../../data/envelope.ts';
import { type PublicationFile, publicationItems } from '../../data/publications.ts';

export function getStaticPaths() {
	return (Object.keys(publicationItems) as PublicationFile[]).map((publication) => ({ params: { publication } }));
}

export const GET = ({ params: { publication } }: { params: { publication: PublicationFile } }) =>
	file(json(envelope(publication, publicationItems[publication]())), 'application/json');
