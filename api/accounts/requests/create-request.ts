import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../../../db/database.ts';
import { accountRequests, user } from '../../../db/schema/accounts.ts';
import { writeAudit } from '../../audit/write.ts';
import type { Deps } from '../../deps.ts';
import { PortalError } from '../../http/errors.ts';
import { reason, reference } from '../../http/text.ts';
import type { Officer } from '../../permission/officer.ts';
import { needsTwo } from '../../permission/roles.ts';
import { NewAccount, nameTaken, refuseWrongArea } from '../create-account.ts';
import { findAccount } from '../find-account.ts';
import { isOpen, newAccountOf, requestKinds } from './request.ts';

/** What needs two administrators: creating an account, or resetting or enabling an existing one. */
export const AccountRequest = z.discriminatedUnion(
	'kind',
	[
		NewAccount.extend({ kind: z.literal('create'), reason }),
		z.strictObject({ kind: z.literal('reset'), userId: reference(60), reason }),
		z.strictObject({ kind: z.literal('enable'), userId: reference(60), reason }),
	],
	'请选择申请的事项',
);
type AccountRequest = z.infer<typeof AccountRequest>;
type CreateRequest = Extract<AccountRequest, { kind: 'create' }>;
type ChangeRequest = Exclude<AccountRequest, CreateRequest>;

/** What a request is about; `subject` is the account's name. */
interface About {
	account: NewAccount | null;
	userId: string | null;
	subject: string;
}

/** Asks the other kind of administrator; the account changes only once they agree. */
export async function createAccountRequest(deps: Deps, by: Officer, request: AccountRequest): Promise<void> {
	await deps.db.write(async (tx) => {
		const { subject, ...about } = await (request.kind === 'create'
			? aboutNewAccount(tx, deps, request)
			: aboutExistingAccount(tx, by, request));
		await refuseTwice(tx, deps, request);
		await tx.insert(accountRequests).values({
			id: deps.newId(),
			kind: request.kind,
			...about,
			reason: request.reason,
			requestedById: by.id,
			requestedByName: by.name,
			requestedAt: deps.now().toISOString(),
			state: 'waiting',
		});
		const why = `${requestKinds[request.kind]}：${request.reason}`;
		await writeAudit(tx, deps, { actor: by, action: 'account.requested', subject, reason: why });
	});
}

async function aboutNewAccount(
	tx: Transaction,
	{ content }: Deps,
	{ kind, reason, ...account }: CreateRequest,
): Promise<About> {
	if (!needsTwo(account.role)) throw oneIsEnough();
	refuseWrongArea(content, account);
	const taken = await tx.select({ id: user.id }).from(user).where(eq(user.username, account.username));
	if (taken.length > 0) throw nameTaken();
	return { account, userId: null, subject: account.username };
}

async function aboutExistingAccount(tx: Transaction, by: Officer, { kind, userId }: ChangeRequest): Promise<About> {
	const { role, disabled, username } = await findAccount(tx, userId);
	if (userId === by.id) {
		throw new PortalError('not_now', '不能为自己的账号提出申请，请由另一名管理员提出，或者在服务器上重置。');
	}
	if (!needsTwo(role)) throw oneIsEnough();
	if (kind === 'enable' && !disabled) throw new PortalError('not_now', '这个账号没有停用，请刷新列表。');
	return { account: null, userId, subject: username ?? '' };
}

function oneIsEnough(): PortalError {
	return new PortalError('not_now', '这个岗位的账号由一名管理员直接办理，不用申请。');
}

async function refuseTwice(tx: Transaction, deps: Deps, request: AccountRequest): Promise<void> {
	const waiting = await tx.select().from(accountRequests).where(eq(accountRequests.state, 'waiting'));
	const about = request.kind === 'create' ? request.username : request.userId;
	const same = waiting.some(
		(each) =>
			each.kind === request.kind && (each.userId ?? newAccountOf(each)?.username) === about && isOpen(deps, each),
	);
	if (same) throw new PortalError('not_now', '这个账号已有同样的申请在等待决定。');
}
