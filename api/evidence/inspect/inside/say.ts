import { type Frame, writeFrame } from '../frames.ts';

/** Tells the server; resolves when it is on its way, so that what was said before this process is ended counts. */
export function say(frame: Frame): Promise<void> {
	return new Promise((resolve, reject) => {
		process.stdout.write(writeFrame(frame), (error) => (error ? reject(error) : resolve()));
	});
}
