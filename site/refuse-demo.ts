import { demoRefusal } from '../content/demo.ts';
import type { Content } from '../content/load.ts';

/** Made-up entries must never stand on a real portal: names a few of them and stops the build. */
export function refuseDemo(content: Content): void {
	const refusal = demoRefusal(content);
	if (refusal) throw new Error(refusal);
}
