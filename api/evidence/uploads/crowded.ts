import { megabyte } from '../../../content/facts/file-size.ts';
import type { Deps } from '../../deps.ts';
import { refusals } from './refusals.ts';

type RoomDeps = Pick<Deps, 'waiting' | 'content'>;

/** From half full on, each fifth of the other half makes a file dearer by once the usual. */
const half = 0.5;
const steps = 5;

/** How many times the usual captcha a new file costs while the room for files that were not sent fills up; 0: none. */
export function filePrice({ waiting, content }: RoomDeps): number {
	const fill = waiting.bytes() / (content.evidence.waitingMb * megabyte);
	if (fill < half) return 0;
	return Math.min(steps, 1 + Math.floor(((fill - half) / (1 - half)) * steps));
}

/** Hours that a file which was not sent is kept now: fewer while others need the room. */
export function keptHours(deps: RoomDeps): number {
	const { keepHours, crowdedKeepHours } = deps.content.evidence;
	return filePrice(deps) > 0 ? crowdedKeepHours : keepHours;
}

/** Throws unavailable where files that were not sent yet fill their room, or this party's share of it. */
export function refuseWithoutRoom({ waiting, content }: RoomDeps, party: string): void {
	const { waitingMb, waitingMbPerNetwork } = content.evidence;
	if (waiting.bytes() >= waitingMb * megabyte) throw refusals.noRoom();
	if (waiting.bytesOf(party) >= waitingMbPerNetwork * megabyte) throw refusals.noRoomOfNetwork();
}
