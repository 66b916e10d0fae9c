import { asc, desc } from 'drizzle-orm';
import { isDiskFull } from '../../db/disk-space.ts';
import { audit } from '../../db/schema/audit.ts';
import { reports } from '../../db/schema/reports.ts';
import { raiseAlert } from '../audit/alerts.ts';
import { isIntact } from '../audit/chain.ts';
import { writeAudit } from '../audit/write.ts';
import { type Config, ConfigError } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Keys } from '../keys/key-files.ts';
import { unsealer } from '../keys/seal.ts';
import { thePortal } from '../permission/actor.ts';
import {
	recipientChanges,
	refuseEmptyDatabase,
	refuseLostSuite,
	refuseMissingIdentity,
	refuseOtherRecipients,
	refuseOtherSecret,
} from './key-mismatches.ts';
import { olderFolder, readManifest, writeManifest } from './manifest.ts';

/** Rows of the log that are tried, since some may have been tampered with. */
const rowsChecked = 20;

/** Throws ConfigError unless these keys are those of the folder. `accepted`: the operator confirmed other recipients. */
export function refuseOtherKeys({ dataDir }: Config, keys: Keys, accepted: boolean): void {
	const manifest = readManifest(dataDir);
	if (!manifest) return;
	refuseOtherSecret(manifest, keys);
	refuseMissingIdentity(manifest, keys);
	refuseLostSuite(manifest, keys);
	if (!accepted) refuseOtherRecipients(manifest, keys);
}

/**
 * The same with the database open: throws ConfigError where it is empty beside sealed files, or where a folder without a
 * manifest was written under another secret. Writes the missing manifest.
 */
export async function recogniseFolder(deps: Deps, config: Config, keys: Keys): Promise<void> {
	const { dataDir } = config;
	const rows = await deps.db.read
		.select()
		.from(audit)
		.orderBy(desc(audit.seq))
		.limit(rowsChecked + 1);
	if (rows.length === 0) return refuseEmptyDatabase(config);
	if (readManifest(dataDir)) return;
	if (!rows.some(({ hash }) => deps.keys.knows(hash))) throw olderFolder();
	const sameSecret = rows.some((row, nth) => isIntact(deps.keys, rows[nth + 1]?.hash ?? '', row));
	if (!sameSecret) {
		throw new ConfigError(
			'PORTAL_SECRET 与数据目录不相符：用它启动，所有举报回执都会查不到。请改回原来的值；确认没有改过的，审计日志可能被改动，请由审计人员核验。',
		);
	}
	await refuseUnopened(deps, keys);
	await writeFolderManifest(dataDir, keys);
}

/** How many of the first and of the last reports are tried, since one may be damaged. */
const reportsChecked = 5;

/** A folder must not get a manifest for keys that open nothing in it. Throws ConfigError. */
async function refuseUnopened({ db }: Deps, { identities, suites }: Keys): Promise<void> {
	const { open } = unsealer(suites, identities);
	for (const order of [asc(reports.receivedAt), desc(reports.receivedAt)]) {
		const rows = await db.read
			.select({ sealed: reports.sealedStatement })
			.from(reports)
			.orderBy(order)
			.limit(reportsChecked);
		const opened = await Promise.allSettled(rows.map(({ sealed }) => open(sealed)));
		if (rows.length === 0 || opened.some(({ status }) => status === 'fulfilled')) continue;
		throw new ConfigError(
			'SEAL_IDENTITY_FILE 中的私钥打不开数据目录中已经封存的举报内容。请把原来的私钥（或者托管私钥）放回这个文件，每行一个，并核对 SEAL_RECIPIENTS，再重新启动。',
		);
	}
}

/** Writes the manifest, once the first accounts exist. */
export async function writeFolderManifest(dataDir: string, keys: Keys): Promise<void> {
	if (readManifest(dataDir)) return;
	try {
		await writeManifest(dataDir, keys, null);
	} catch (error) {
		// The next start tries again: on a full disk the portal still serves readers.
		if (!isDiskFull(error)) throw error;
	}
}

/** The operator confirms other recipients: recorded, and the auditor is alerted. Resolves with what changed. */
export async function acceptKeys(deps: Deps, { dataDir }: Config, keys: Keys) {
	const manifest = readManifest(dataDir);
	if (!manifest) return { added: [], removed: [] };
	const changes = recipientChanges(manifest, keys);
	const { added, removed } = changes;
	if (added.length + removed.length === 0) return changes;
	const reason = [`新增公钥：${added.join('、') || '无'}`, `去掉公钥：${removed.join('、') || '无'}`].join('；');
	await deps.db.write(async (tx) => {
		await writeAudit(tx, deps, { actor: thePortal, action: 'keys.changed', subject: '封存公钥', reason });
		const text = `在服务器上更换了封存举报内容的公钥（${reason}），请核实是否经过批准。`;
		await raiseAlert(tx, deps, { kind: 'keys.changed', subject: '封存公钥', text });
	});
	await writeManifest(dataDir, keys, manifest);
	return changes;
}
