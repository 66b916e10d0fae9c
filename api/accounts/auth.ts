import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { twoFactor as twoFactorPlugin } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import pLimit from 'p-limit';
import type { Database } from '../../db/database.ts';
import { account, session, twoFactor, user, verification } from '../../db/schema/accounts.ts';
import { type PasswordHashes, passwordHashes } from '../keys/passwords.ts';
import type { PortalKeys } from '../keys/portal-keys.ts';
import { newId } from '../keys/random.ts';
import { openSession } from './sign-in/open-session.ts';

/** 等保三级: signed out after 30 idle minutes. */
export const idleSeconds = 30 * 60;
/** 等保三级: complex passwords. Length and mix are checked by password-rules.ts. */
const shortestPassword = 10;

export const usernameForm = /^[a-z][a-z0-9-]{1,30}$/;

const requiredField = <T extends 'string' | 'number' | 'boolean'>(type: T) =>
	({ type, required: true, input: false }) as const;

/** Set by openSession only. */
const vouched = { type: 'boolean', required: false, input: false, defaultValue: false } as const;

interface AuthSettings {
	siteUrl: URL;
	/** Path of the staff API. */
	staffPath: string;
	/** The name that an authenticator app shows. */
	issuer: string;
}

/**
 * Passwords, sessions and cookies by better-auth. Nobody can sign up, no address or browser name is kept,
 * and its own routes are not mounted: the verbs beside this file are the only way in.
 */
export function openAuth(db: Database, keys: PortalKeys, { siteUrl, staffPath, issuer }: AuthSettings) {
	return betterAuth({
		baseURL: new URL(staffPath, siteUrl.origin).href,
		secret: keys.secretFor('sessions'),
		database: drizzleAdapter(db.statements, {
			provider: db.engine === 'postgres' ? 'pg' : 'sqlite',
			schema: { user, session, account, verification, twoFactor },
		}),
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: shortestPassword,
			password: oneByOne(passwordHashes(keys.suites)),
		},
		plugins: [
			username({ usernameValidator: (name) => usernameForm.test(name) }),
			openSession,
			secondFactor(keys, issuer),
		],
		user: {
			additionalFields: {
				role: requiredField('string'),
				adcode: requiredField('number'),
				town: { type: 'string', required: false, input: false },
				unit: { type: 'string', required: false, input: false },
				disabled: requiredField('boolean'),
				demo: requiredField('boolean'),
				mustChangePassword: requiredField('boolean'),
			},
		},
		session: {
			expiresIn: idleSeconds,
			updateAge: 60,
			additionalFields: {
				viaProvider: vouched,
				factorProven: vouched,
				idToken: { type: 'string', required: false, input: false, returned: false },
			},
		},
		advanced: {
			useSecureCookies: siteUrl.protocol === 'https:',
			defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: siteUrl.pathname },
			ipAddress: { disableIpTracking: true },
			database: { generateId: newId },
		},
		logger: { disabled: true },
		telemetry: { enabled: false },
		rateLimit: { enabled: false },
	});
}

/**
 * One password hash at a time: hashes run in the thread pool that also reads files and seals reports, and must never
 * occupy all of it. How many may wait is limited by password-queues.ts.
 */
function oneByOne({ hash, verify }: PasswordHashes): PasswordHashes {
	const take = pLimit(1);
	return {
		hash: (password) => take(() => hash(password)),
		verify: (given) => take(() => verify(given)),
	};
}

/**
 * The second factor, with its secret and backup codes encrypted by us: what better-auth encrypts itself does not name
 * its suite. better-auth's own lock checks before it counts and would lock the owner's known devices as well, so
 * code-attempts.ts counts instead.
 */
function secondFactor(keys: PortalKeys, issuer: string) {
	const codes = { purpose: 'backup-codes', value: '' } as const;
	const plugin = twoFactorPlugin({
		issuer,
		accountLockout: { enabled: false },
		backupCodeOptions: {
			storeBackupCodes: {
				encrypt: async (text) => keys.encrypt(codes, text),
				decrypt: async (encrypted) => keys.decrypt(codes, encrypted),
			},
		},
	});
	const { user, twoFactor } = plugin.schema;
	const secret = { ...twoFactor.fields.secret, transform: encrypted(keys) };
	return { ...plugin, schema: { user, twoFactor: { ...twoFactor, fields: { ...twoFactor.fields, secret } } } };
}

/** A column that is encrypted on its way into the database. */
function encrypted(keys: PortalKeys) {
	const use = { purpose: 'totp', value: '' } as const;
	return {
		input: (value: unknown) => keys.encrypt(use, String(value)),
		output: (value: unknown) => keys.decrypt(use, String(value)),
	};
}

export type Auth = ReturnType<typeof openAuth>;
