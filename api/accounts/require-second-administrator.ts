import { PortalError } from '../http/errors.ts';
import { isRole, needsTwo, roles } from '../permission/roles.ts';

/** Throws second_administrator_required for roles whose accounts one administrator alone may not create, reset or enable. */
export function requireSecondAdministrator(role: string): void {
	if (!needsTwo(role)) return;
	const name = isRole(role) ? roles[role].name : role;
	throw new PortalError(
		'second_administrator_required',
		`“${name}”的账号须由两名管理员共同办理，请写明理由提出申请，由另一类管理员决定。`,
	);
}
