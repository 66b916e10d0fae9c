import { z } from 'zod';
import type { FieldProblem } from './errors.ts';

interface Issue {
	message: string;
	code?: string;
	path?: ReadonlyArray<PropertyKey | { key: PropertyKey }> | undefined;
	/** zod: what each branch of a union had to say. */
	errors?: Issue[][];
}

/** What is said where a schema has no sentence of its own; never with anything of the input. */
const plainSentences: Record<string, string> = {
	unrecognized_keys: '含有不能识别的内容，请刷新页面后重新填写',
	too_small: '这一项太短或太小，请修改',
	too_big: '这一项太长或太大，请修改',
};
z.config({ localeError: ({ code }) => plainSentences[code] ?? '这一项没有填写，或者格式不对' });

/** The issues of a schema as fields and sentences. Of a union, the branch that fits what was given best speaks. */
export function fieldProblems(issues: readonly Issue[], input: unknown): FieldProblem[] {
	return issues.flatMap((issue) => {
		const path = pathOf(issue);
		const value = path.reduce(valueIn, input);
		const branches = issue.errors?.filter((branch) => branch.length > 0) ?? [];
		const best = branches.find((branch) => branch.every((each) => fits(each, value)));
		if (!best) return [{ path: path.join('.'), message: issue.message }];
		return fieldProblems(best, value).map((inner) => ({ ...inner, path: [...path, inner.path].join('.') }));
	});
}

function pathOf({ path = [] }: Issue): string[] {
	return path.map((part) => String(typeof part === 'object' ? part.key : part));
}

function valueIn(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** False where the branch was meant for another shape altogether: it misses keys, or finds keys it does not know. */
function fits(issue: Issue, value: unknown): boolean {
	const path = pathOf(issue);
	return path.length > 0 && issue.code !== 'unrecognized_keys' && path.reduce(valueIn, value) !== undefined;
}
