import { minuteInWords } from '../../content/facts/time.ts';
import type { Transaction } from '../../db/database.ts';
import { accountNotices } from '../../db/schema/accounts.ts';
import type { Deps } from '../deps.ts';
import type { Officer } from '../permission/officer.ts';
import { roles } from '../permission/roles.ts';

/** Leaves a sentence that the owner of an account reads at the next sign-in, in the transaction of what was done to it. */
export async function notifyOwner(
	tx: Transaction,
	deps: Pick<Deps, 'newId' | 'now'>,
	userId: string,
	text: string,
): Promise<void> {
	await tx.insert(accountNotices).values({ id: deps.newId(), userId, at: deps.now().toISOString(), text });
}

type Done = '新建' | '重置' | '停用' | '启用';

const ifNotYou = '有疑问的，请告知审计人员。';

/** The sentence for what one administrator did. */
export function changedByOne({ now }: Pick<Deps, 'now'>, by: Officer, done: Done): string {
	return `您的账号于${minuteInWords(now())}由${by.name}（${roles[by.role].name}）${done}。${ifNotYou}`;
}

/** The sentence for what one administrator asked for and another agreed to. */
export function changedByTwo({ now }: Pick<Deps, 'now'>, asker: string, by: Officer, done: Done): string {
	const agreed = `${by.name}（${roles[by.role].name}）同意`;
	return `您的账号于${minuteInWords(now())}由${asker}申请、${agreed}，已${done}。${ifNotYou}`;
}

/** The sentence for what was done by the command on the server. */
export function changedOnServer({ now }: Pick<Deps, 'now'>): string {
	return `您的账号于${minuteInWords(now())}在服务器上用管理命令重置。${ifNotYou}`;
}
