import { file } from '../../../data/envelope.ts';
import { packPonds } from '../../../ponds/browser/packed.ts';
import { pondRows } from '../../../ponds/pond-rows.ts';

export const GET = () => file(JSON.stringify(packPonds(pondRows())), 'application/json');
