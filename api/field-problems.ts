import type { FieldProblem } from './errors.ts';

interface Issue {
	message: string;
	path?: ReadonlyArray<PropertyKey | { key: PropertyKey }> | undefined;
	/** zod: what each branch of a union had to say. */
	errors?: Issue[][];
}

/** The issues of a schema as fields and sentences. Of a union, the branch that fits best speaks. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
	return issues.flatMap((issue) => {
		const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
		const branches = issue.errors?.filter((branch) => branch.length > 0) ?? [];
		const best = branches.find((branch) => branch.every((each) => (each.path?.length ?? 0) > 0 && !isShape(each)));
		if (!best) return [{ path: path.join('.'), message: issue.message }];
		return fieldProblems(best).map((inner) => ({ ...inner, path: [...path, inner.path].join('.') }));
	});
}

/** The branch was meant for another shape altogether. */
function isShape(issue: Issue): boolean {
	return 'code' in issue && (issue.code === 'unrecognized_keys' || ('input' in issue && issue.input === undefined));
}
