import { boolean, index, integer, json, table, text, time } from '../columns/columns.ts';

// Tables and columns of better-auth under the names it expects, plus what this portal needs of an account.

/** A member of staff. */
export const user = table('user', {
	id: text().primaryKey(),
	/** Name as colleagues see it. */
	name: text().notNull(),
	/** better-auth wants one; ours is made from the account name and never written to. */
	email: text().notNull().unique(),
	emailVerified: boolean('email_verified').notNull(),
	image: text(),
	createdAt: time('created_at').notNull(),
	updatedAt: time('updated_at').notNull(),
	username: text().unique(),
	displayUsername: text('display_username'),
	/** What it may do stands in api/permission/roles.ts. */
	role: text({
		enum: [
			'clerk',
			'handler',
			'approver',
			'county-lead',
			'city-supervisor',
			'grid-worker',
			'publisher',
			'auditor',
			'system-administrator',
			'security-administrator',
		],
	}).notNull(),
	/** County or city the account works for. */
	adcode: integer().notNull(),
	/** Code of the only town a grid worker works for; null for everybody else. */
	town: text(),
	/** Id of the only unit whose cases this account sees and works; null: those of the whole area. */
	unit: text(),
	disabled: boolean().notNull(),
	demo: boolean().notNull(),
	/** True while the password is a one-time password: nothing else can be done before it is changed. */
	mustChangePassword: boolean('must_change_password').notNull().default(false),
	twoFactorEnabled: boolean('two_factor_enabled').default(false),
	/** The columns hidden in the inbox; null while nothing was chosen. */
	hiddenColumns: json('hidden_columns').$type<string[]>(),
});

/** The second factor of an account (TOTP), kept by better-auth: secret and backup codes are encrypted. */
export const twoFactor = table(
	'two_factor',
	{
		id: text().primaryKey(),
		secret: text().notNull(),
		backupCodes: text('backup_codes').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		/** False until the first code was right. */
		verified: boolean(),
		failedVerificationCount: integer('failed_verification_count'),
		lockedUntil: time('locked_until'),
	},
	(t) => [index('two_factor_by_user').on(t.userId)],
);

/** A signed-in browser. Neither address nor browser name is kept. */
export const session = table(
	'session',
	{
		id: text().primaryKey(),
		expiresAt: time('expires_at').notNull(),
		token: text().notNull().unique(),
		createdAt: time('created_at').notNull(),
		updatedAt: time('updated_at').notNull(),
		ipAddress: text('ip_address'),
		userAgent: text('user_agent'),
		/** True: the city's identity system vouched for this sign-in; the password had no part in it. */
		viaProvider: boolean('via_provider').notNull().default(false),
		/** True: it stated a second factor, too. */
		factorProven: boolean('factor_proven').notNull().default(false),
		/** Its ID token, encrypted, for signing out there as well; null for a session by password. */
		idToken: text('id_token'),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
	},
	(t) => [index('session_by_user').on(t.userId)],
);

/** How a member of staff signs in: the password hash, and who they are at the city's identity system. */
export const account = table(
	'account',
	{
		id: text().primaryKey(),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: time('access_token_expires_at'),
		refreshTokenExpiresAt: time('refresh_token_expires_at'),
		scope: text(),
		password: text(),
		createdAt: time('created_at').notNull(),
		updatedAt: time('updated_at').notNull(),
	},
	(t) => [index('account_by_user').on(t.userId)],
);

/** One-time values of better-auth. */
export const verification = table('verification', {
	id: text().primaryKey(),
	identifier: text().notNull(),
	value: text().notNull(),
	expiresAt: time('expires_at').notNull(),
	createdAt: time('created_at').notNull(),
	updatedAt: time('updated_at').notNull(),
});

/** Wrong tries at signing in, by keyed hash of what they are counted for; purged when they no longer count. */
export const signInFailures = table(
	'sign_in_failures',
	{
		nameHash: text('name_hash').primaryKey(),
		/** Keyed hash of the account name they are about, so that a reset lifts every lock of it; null where of none. */
		accountHash: text('account_hash'),
		failures: integer().notNull(),
		lockedUntil: text('locked_until'),
		/** When the last wrong one came. */
		at: text().notNull(),
	},
	(t) => [index('sign_in_failures_by_account').on(t.accountHash)],
);

/** Browsers in which an account was once wholly signed in to: wrong attempts elsewhere do not lock these. */
export const knownDevices = table(
	'known_devices',
	{
		/** Keyed hash of the random text in the browser's cookie. */
		tokenHash: text('token_hash').primaryKey(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		expiresAt: text('expires_at').notNull(),
	},
	(t) => [index('known_devices_by_user').on(t.userId), index('known_devices_by_expiry').on(t.expiresAt)],
);

/**
 * What two administrators must agree on: an account that opens identities or watches over the portal, its reset, and
 * letting it in again. Whoever asked cannot decide.
 */
export const accountRequests = table(
	'account_requests',
	{
		id: text().primaryKey(),
		kind: text({ enum: ['create', 'reset', 'enable'] }).notNull(),
		/** The new account, read by the schema of api/accounts/create-account.ts; null for one that there is. */
		account: json(),
		/** The account that there is; null for a new one. */
		userId: text('user_id').references(() => user.id),
		reason: text().notNull(),
		requestedById: text('requested_by_id').notNull(),
		requestedByName: text('requested_by_name').notNull(),
		requestedAt: text('requested_at').notNull(),
		/** collected: the asker has fetched their half of the password. */
		state: text({ enum: ['waiting', 'granted', 'collected', 'refused', 'expired'] }).notNull(),
		decidedById: text('decided_by_id'),
		decidedByName: text('decided_by_name'),
		decidedAt: text('decided_at'),
	},
	(t) => [index('account_requests_by_state').on(t.state, t.requestedAt)],
);

/** What was done to an account by others, shown to its owner at the next sign-in until they have read it. */
export const accountNotices = table(
	'account_notices',
	{
		id: text().primaryKey(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		at: text().notNull(),
		/** One Chinese sentence. */
		text: text().notNull(),
		seenAt: text('seen_at'),
	},
	(t) => [index('account_notices_by_user').on(t.userId, t.seenAt)],
);
