import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Where a provider keeps its sessions and codes: gone with the test. */
export function memoryStore(): AdapterFactory {
	const kept = new Map<string, AdapterPayload>();
	const first = (fits: (payload: AdapterPayload) => boolean) => [...kept.values()].find(fits);
	return (name): Adapter => {
		const key = (id: string) => `${name}:${id}`;
		return {
			upsert: async (id, payload) => {
				kept.set(key(id), payload);
			},
			find: async (id) => kept.get(key(id)),
			findByUserCode: async (userCode) => first((payload) => payload.userCode === userCode),
			findByUid: async (uid) => first((payload) => payload.uid === uid),
			consume: async (id) => {
				Object.assign(kept.get(key(id)) ?? {}, { consumed: Math.floor(Date.now() / 1000) });
			},
			destroy: async (id) => {
				kept.delete(key(id));
			},
			revokeByGrantId: async (grantId) => {
				for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id);
			},
		};
	};
}
