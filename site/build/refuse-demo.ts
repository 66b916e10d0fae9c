import type { Content } from '../../content/content.ts';
import { demoRefusal } from '../../content/facts/demo.ts';

/** Made-up entries must never stand on a real portal: names a few of them and stops the build. */
export function refuseDemo(content: Content): void {
	const refusal = demoRefusal(content);
	if (refusal) throw new Error(refusal);
}
