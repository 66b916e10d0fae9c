import { envelope, file, json } from '../../data/envelope.ts';
import { pondItems } from '../../data/ponds.ts';

export const GET = () => file(json(envelope('ponds', pondItems())), 'application/json');
