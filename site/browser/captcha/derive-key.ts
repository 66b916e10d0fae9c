/** The parameters of a challenge that the key depends on, as altcha signs them. */
export interface KeyParameters {
	algorithm: string;
	cost: number;
	keyLength: number;
}

/** Derives the key of one attempt. Exactly what altcha-lib derives for its algorithm of that name. */
export type DeriveKey = (parameters: KeyParameters, salt: Uint8Array, password: Uint8Array) => Promise<Uint8Array>;

/** By the browser itself, which does so in pages that came by https alone. Throws where it does not. */
export function deriveKeyBy(subtle: SubtleCrypto | undefined): DeriveKey {
	return async ({ algorithm, cost, keyLength }, salt, password) => {
		if (algorithm !== 'PBKDF2/SHA-256') throw new Error(`不支持的验证算法：${algorithm}`);
		if (!subtle) throw new Error('这个页面没有通过 https 打开，浏览器不能完成安全验证');
		const key = await subtle.importKey('raw', Uint8Array.from(password), 'PBKDF2', false, ['deriveBits']);
		const how = { name: 'PBKDF2', hash: 'SHA-256', iterations: cost, salt: Uint8Array.from(salt) };
		return new Uint8Array(await subtle.deriveBits(how, key, keyLength * 8));
	};
}
