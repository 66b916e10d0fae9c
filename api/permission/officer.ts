import type { Actor } from './actor.ts';
import type { Role } from './roles.ts';

/** A member of staff who is signed in. */
export interface Officer extends Actor {
	id: string;
	username: string;
	role: Role;
	/** County or city the account works for. */
	adcode: number;
	/** True: works for the city and sees all its counties. */
	city: boolean;
	/** Code of the only town of a grid worker. */
	town?: string | null;
	/** Id of the only unit whose cases this officer sees and works; none: those of the whole area. */
	unit?: string | null;
	demo: boolean;
	sessionId: string;
	/** When this session began. */
	signedInAt?: Date;
	/** Still on a one-time password. */
	mustChangePassword?: boolean;
	twoFactorEnabled?: boolean;
	/** The city's identity system vouched for this session: the password had no part in it. */
	viaProvider?: boolean;
	/** It stated a second factor, too. */
	factorProven?: boolean;
}
