import { type Config, ConfigError } from '../config.ts';
import { hasKeys } from '../keys/key-files.ts';
import { hasData, hasFile } from './key-mismatches.ts';

/** Newly made keys would open nothing that is there. */
export function refuseLostKeys(config: Config): void {
	if (hasKeys(config) || !(hasFile(config.database) || hasData(config.dataDir))) return;
	throw new ConfigError(
		'数据目录中有平台的数据，但没有找到它的密钥。请设置原来的 PORTAL_SECRET 和 SEAL_IDENTITY_FILE；演示数据的密钥在原数据目录的 keys 文件夹中，请一并复制过来。',
	);
}
