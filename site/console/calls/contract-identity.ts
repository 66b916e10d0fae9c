/** What the staff API sends of the consent to open who reported a case. */
export interface IdentityConsent {
	state: 'none' | 'waiting' | 'granted' | 'refused';
	request: {
		id: string;
		officer: string;
		reason: string;
		at: string;
		decidedBy: string | null;
		decidedAt: string | null;
		validUntil: string | null;
		/** Names of those who may answer now. */
		deciders: string[];
	} | null;
	canAsk: boolean;
	canDecide: boolean;
	canOpen: boolean;
	/** Opening asks the second factor again. */
	needsCode: boolean;
}

/** A request that waits for the signed-in approver. */
export interface WaitingRequest {
	id: string;
	number: string;
	officer: string;
	unit: string;
	reason: string;
	at: string;
}

/** With what something sealed is opened. */
export interface Opening {
	reason: string;
	code?: string | undefined;
}
