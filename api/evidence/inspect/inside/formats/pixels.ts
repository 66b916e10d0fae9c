import { Refused } from '../refused.ts';

/** Refuses decompression bombs: pictures with more pixels than any camera takes, before anything is decoded. */
export function refuseManyPixels(width: number, height: number, maxPixels: number): void {
	if (!(width > 0 && height > 0)) throw new Refused('damaged');
	if (width * height > maxPixels) throw new Refused('tooManyPixels');
}
