import type { Problem } from '../../browser/problem.ts';
import type { Answers, FieldName } from './answers.ts';
import type { FieldError } from './check-answers.ts';

/** The refused fields of a request as fields of the form; `unplaced` are sentences that belong to none. */
export function toFieldErrors(problem: Problem, answers: Answers): { errors: FieldError[]; unplaced: string[] } {
	const errors: FieldError[] = [];
	const unplaced: string[] = [];
	for (const { path, message } of problem.errors) {
		const field = fieldOf(path, answers);
		if (field) errors.push({ field, message });
		else unplaced.push(message);
	}
	return { errors, unplaced };
}

const fields: Record<string, FieldName> = {
	category: 'category',
	pondId: 'pondId',
	mineId: 'pondId',
	description: 'description',
	occurredOn: 'occurredOn',
	avoidCounty: 'avoidCounty',
	avoidCounties: 'avoidCounty',
	reporter: 'mode',
	'reporter.mode': 'mode',
	'reporter.name': 'name',
	'reporter.phone': 'phone',
	'reporter.email': 'email',
};

function fieldOf(path: string, { placeWay }: Answers): FieldName | undefined {
	if (path === 'location.place') return 'place';
	if (path === 'location.town') return 'town';
	if (path.startsWith('location'))
		return placeWay === 'typed' ? 'coordinates' : placeWay === 'words' ? 'county' : 'placeWay';
	return fields[path];
}
