import { envelope, file, json } from '../../data/envelope.ts';
import { resultItems } from '../../data/results.ts';

export const GET = () => file(json(envelope('results', resultItems())), 'application/json');
