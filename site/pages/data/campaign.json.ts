import { content } from '../../build/content.ts';
import { envelope, file, json } from '../../data/envelope.ts';

export const GET = () => file(json(envelope('campaign', content().campaign.targets)), 'application/json');
