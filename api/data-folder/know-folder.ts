import { asc, desc } from 'drizzle-orm';
import { isDiskFull } from '../../db/room.ts';
import { audit } from '../../db/schema/audit.ts';
import { reports } from '../../db/schema/reports.ts';
import { raiseAlert } from '../audit/alerts.ts';
import { chainHolds } from '../audit/chain.ts';
import { writeAudit } from '../audit/write.ts';
import { type Config, ConfigError } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Keys } from '../keys/key-files.ts';
import { unsealer } from '../keys/seal.ts';
import { thePortal } from '../permission/actor.ts';
import { olderFolder, readMark, writeMark } from './mark.ts';
import {
	recipientChanges,
	refuseEmptyDatabase,
	refuseLostSuite,
	refuseMissingIdentity,
	refuseOtherRecipients,
	refuseOtherSecret,
} from './recognise.ts';

/** Rows of the log that are asked: one or the other may have been changed by somebody. */
const rowsAsked = 20;

/** Throws ConfigError unless these keys are those of the folder. `accepted`: the operator means other recipients. */
export function refuseOtherKeys({ dataDir }: Config, keys: Keys, accepted: boolean): void {
	const mark = readMark(dataDir);
	if (!mark) return;
	refuseOtherSecret(mark, keys);
	refuseMissingIdentity(mark, keys);
	refuseLostSuite(mark, keys);
	if (!accepted) refuseOtherRecipients(mark, keys);
}

/**
 * The same with the database open: throws ConfigError where it has nothing in it beside sealed files, or where a folder
 * of before the mark was written under another secret, and marks such a folder.
 */
export async function knowFolder(deps: Deps, { dataDir }: Config, keys: Keys): Promise<void> {
	const rows = await deps.db.read
		.select()
		.from(audit)
		.orderBy(desc(audit.seq))
		.limit(rowsAsked + 1);
	if (rows.length === 0) return refuseEmptyDatabase(dataDir);
	if (readMark(dataDir)) return;
	if (!rows.some(({ hash }) => deps.keys.knows(hash))) throw olderFolder();
	const ours = rows.some((row, nth) => chainHolds(deps.keys, rows[nth + 1]?.hash ?? '', row));
	if (!ours) {
		throw new ConfigError(
			'PORTAL_SECRET 与数据目录不相符：用它启动，所有举报回执都会查不到。请改回原来的值；确认没有改过的，审计日志可能被改动，请由审计人员核验。',
		);
	}
	await refuseUnopened(deps, keys);
	await markFolder(dataDir, keys);
}

/** Of the first reports and of the last ones so many are tried: one may be damaged. */
const reportsTried = 5;

/** A folder of before the mark must not be marked with keys that open nothing of it. Throws ConfigError. */
async function refuseUnopened({ db }: Deps, { identities, suites }: Keys): Promise<void> {
	const { open } = unsealer(suites, identities);
	for (const order of [asc(reports.receivedAt), desc(reports.receivedAt)]) {
		const rows = await db.read
			.select({ sealed: reports.sealedStatement })
			.from(reports)
			.orderBy(order)
			.limit(reportsTried);
		const opened = await Promise.allSettled(rows.map(({ sealed }) => open(sealed)));
		if (rows.length === 0 || opened.some(({ status }) => status === 'fulfilled')) continue;
		throw new ConfigError(
			'SEAL_IDENTITY_FILE 中的私钥打不开数据目录中已经封存的举报内容。请把原来的私钥（或者托管私钥）放回这个文件，每行一个，并核对 SEAL_RECIPIENTS，再重新启动。',
		);
	}
}

/** Once the first accounts are made, the folder knows its keys. */
export async function markFolder(dataDir: string, keys: Keys): Promise<void> {
	if (readMark(dataDir)) return;
	try {
		await writeMark(dataDir, keys, null);
	} catch (error) {
		// The next start does it: on a full disk reading must go on.
		if (!isDiskFull(error)) throw error;
	}
}

/** The operator says that other recipients are meant: written down, and told to the auditor. Resolves with what changed. */
export async function acceptKeys(deps: Deps, { dataDir }: Config, keys: Keys) {
	const mark = readMark(dataDir);
	if (!mark) return { added: [], removed: [] };
	const changes = recipientChanges(mark, keys);
	const { added, removed } = changes;
	if (added.length + removed.length === 0) return changes;
	const reason = [`新增公钥：${added.join('、') || '无'}`, `去掉公钥：${removed.join('、') || '无'}`].join('；');
	await deps.db.write(async (tx) => {
		await writeAudit(tx, deps, { actor: thePortal, action: 'keys.changed', subject: '封存公钥', reason });
		const text = `在服务器上更换了封存举报内容的公钥（${reason}），请核实是否经过批准。`;
		await raiseAlert(tx, deps, { kind: 'keys.changed', subject: '封存公钥', text });
	});
	await writeMark(dataDir, keys, mark);
	return changes;
}
