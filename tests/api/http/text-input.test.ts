import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Where texts come from elsewhere than from people: none of these takes input from people. */
const otherSources: Record<string, string> = {
	'http/text.ts': 'the input schemas themselves',
	'audit/heads.ts': 'reads the file that the portal wrote',
	'config.ts': 'settings of the operator',
	'accounts/oidc/attempt-cookie.ts': 'what the portal encrypted comes back',
	'accounts/sign-in/auth-responses.ts': 'answers of the library that signs in, kept nowhere',
	'accounts/sign-in/open-session.ts': 'called by the portal itself',
	'data-folder/manifest.ts': 'reads the file that the portal wrote',
	'delivery/reporter-contact.ts': 'reads what the portal sealed',
	'handling/identity/open-identity.ts': 'reads what the portal sealed',
	'handling/moves/shown-fields.ts': 'reads an event that the portal wrote',
	'http/errors.ts': 'an answer',
	'http/captcha/captcha.ts': 'an answer',
	'intake/receive/receipt-answer.ts': 'an answer',
	'intake/track/consent-asked.ts': 'an answer',
	'intake/track/reward-status.ts': 'an answer',
	'intake/track/tracking.ts': 'an answer',
	'report/alarms/alarm-for-reporter.ts': 'an answer',
	'report/events/by-pass.ts': 'reads an event that the portal wrote',
	'report/events/consent.ts': 'reads an event that the portal wrote',
	'report/events/receipt.ts': 'reads an event that the portal wrote',
	'report/events/relay.ts': 'reads an event that the portal wrote',
	'report/sealed-fields.ts': 'reads what the portal sealed',
	'report/statement.ts': 'reads what the portal sealed',
	'report/moves/extend.ts': 'reads an event that the portal wrote',
	'report/moves/fields.ts': 'what is kept of a move: its texts come in through handling/moves/move-fields.ts',
	'routing/locate.ts': 'an answer',
	'start/openapi.ts': 'an answer',
	'http/captcha/altcha.ts': 'a challenge that the portal signed comes back',
	'http/captcha/hcaptcha.ts': 'the answer of a service, kept nowhere',
	'publication/build/build-manifest.ts': 'reads the list that the portal wrote',
	'publication/build/made-of.ts': 'reads what the portal wrote of its own build',
	'publication/build/take-down.ts': 'reads the files that the portal built',
	'publication/results/reporter-texts-of.ts': 'reads what the portal sealed',
};

/** Kinds of zod that let a text through as it is. */
const raw = /\bz\s*\.\s*(string|email|url|any|unknown|record|stringbool|templateLiteral|base64|json)\s*\(/g;

const files = readdirSync('api', { recursive: true, encoding: 'utf8' })
	.map((file) => file.replaceAll('\\', '/'))
	.filter((file) => file.endsWith('.ts'));

test('every schema that takes a text takes it through api/http/text.ts, which keeps nothing invisible', () => {
	const open = files.filter((file) => !(file in otherSources) && readFileSync(join('api', file), 'utf8').match(raw));
	expect(open).toEqual([]);
});

test('what is left out of that rule is still there', () => {
	for (const file of Object.keys(otherSources)) expect(readFileSync(join('api', file), 'utf8')).toMatch(raw);
});
