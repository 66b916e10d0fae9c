/** A one-time password, or the half of one that is shown to one administrator. */
export interface OncePasswordShown {
	username: string;
	password: string;
	/** Left out: the whole. */
	half?: 'first' | 'second';
	/** Who has the other half. */
	other?: string;
}
