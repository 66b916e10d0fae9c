import { type Frame, writeFrame } from '../frames.ts';

/** Sends a frame to the server; resolves once it is written, so that frames sent before this process is killed count. */
export function sendFrame(frame: Frame): Promise<void> {
	return new Promise((resolve, reject) => {
		process.stdout.write(writeFrame(frame), (error) => (error ? reject(error) : resolve()));
	});
}
