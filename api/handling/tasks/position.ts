import { z } from 'zod';

/** Where a grid worker stood: WGS-84, as the phone tells it. It tells the reporter's place, and is sealed like it. */
export const Position = z.strictObject({
	lat: z.number().min(-90).max(90),
	lon: z.number().min(-180).max(180),
	/** Metres within which the phone was sure. */
	withinM: z.number().min(0).max(1_000_000).transform(Math.round),
});
