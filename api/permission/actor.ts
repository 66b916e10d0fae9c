/** Who acts: a member of staff, the reporter, the portal by itself, or somebody not signed in. Never a name that was merely typed. */
export interface Actor {
	id: string | null;
	name: string;
}

export const theReporter: Actor = { id: null, name: '举报人' };
export const thePortal: Actor = { id: null, name: '系统' };
/** Whoever tries to sign in as an account: not its owner before the password was right. */
export const notSignedIn: Actor = { id: null, name: '未登录人员' };
