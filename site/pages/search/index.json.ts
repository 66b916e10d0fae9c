import { file } from '../../data/envelope.ts';
import { searchEntries } from '../../search/entries.ts';

export const GET = () => file(JSON.stringify(searchEntries()), 'application/json');
