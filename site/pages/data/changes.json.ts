import { absolute } from '../../build/base.ts';
import { changes } from '../../data/changes.ts';
import { envelope, file, json } from '../../data/envelope.ts';

export const GET = () =>
	file(
		json(
			envelope(
				'changes',
				changes().map(({ path, ...change }) => ({ ...change, url: absolute(path) })),
			),
		),
		'application/json',
	);
