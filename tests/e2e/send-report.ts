import { randomUUID } from 'node:crypto';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { SavedReceipt } from './citizen.ts';

/** Sends a report as the form does, its captcha solved, for tests of what comes after. */
export async function sendReport(url: string, changes: Record<string, unknown>): Promise<SavedReceipt> {
	const { challenge } = await (await fetch(`${url}api/captcha`)).json();
	const solution = await solveChallenge({ challenge, deriveKey });
	const sent = await fetch(`${url}api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
		body: JSON.stringify({
			category: 'no-licence',
			description: '山坡上每天夜里有挖掘机挖矿，没有看到任何牌照。',
			reporter: { mode: 'anonymous' },
			...changes,
			captcha: Buffer.from(JSON.stringify({ challenge, solution })).toString('base64'),
		}),
	});
	const answer = await sent.json();
	if (sent.status !== 201) throw new Error(`the report is refused: ${JSON.stringify(answer)}`);
	return { number: answer.number, secret: answer.secret };
}

/** What the reporter reads by number and secret. */
export async function track(url: string, receipt: SavedReceipt) {
	const answer = await fetch(`${url}api/reports/track`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(receipt),
	});
	return answer.json();
}
