import type { FieldProblem } from '../http/errors.ts';

/** 等保三级: at least ten characters, letters and digits mixed, not the account name. Null when it will do. */
export function passwordProblem(path: string, password: string, username: string): FieldProblem | null {
	if (password.length < 10) return { path, message: '密码至少 10 个字符' };
	if (!/[a-z]/i.test(password) || !/\d/.test(password)) return { path, message: '密码要同时有字母和数字' };
	if (password.toLowerCase().includes(username)) return { path, message: '密码不能包含账号' };
	return null;
}
