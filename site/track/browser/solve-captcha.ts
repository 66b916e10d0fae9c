import { clearOfStrip } from '../../browser/bring-to-top.ts';
import { type ProofState, Prover } from '../../browser/captcha/prove.ts';
import { byId } from '../../browser/element.ts';
import { showProofState } from '../../form/browser/show-proof-state.ts';

/** A fresh answer to the captcha; what the reader sees of it is gone again afterwards. */
export async function solveCaptcha(): Promise<string | undefined> {
	const proof = byId('track-proof');
	proof.hidden = false;
	try {
		return await new Prover(tell).answer();
	} finally {
		proof.hidden = true;
	}
}

function tell(state: ProofState): void {
	showProofState(state);
	// Below a long case nobody would see that something is asked for.
	if (state === 'asking') clearOfStrip(byId('track-proof'));
}
