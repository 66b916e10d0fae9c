import { z } from 'zod';

/** Where the options of a choice come from. */
export type Options = 'units' | 'allUnits' | 'otherUnits' | 'declineReasons' | 'outcomes' | 'officers';

/** How a form asks for a field, and what is checked of it before it is kept. */
interface FieldForm {
	label: string;
	type: 'text' | 'longtext' | 'date' | 'choice' | 'people' | 'report';
	required: boolean;
	options?: Options;
	/** A day that cannot lie in the future. */
	past?: true;
	help?: string;
	/** The text goes to the reporter: it is sealed as a message and stands nowhere in clear. */
	toReporter?: true;
}

/** A field that a move needs, as the console draws it and the API checks it. */
export interface MoveField extends FieldForm {
	name: string;
}

/** The form of each field, by the schema of what is kept of it. */
const forms = z.registry<FieldForm>();

function field<Stored extends z.ZodType>(stored: Stored, form: FieldForm): Stored {
	forms.add(stored, form);
	return stored;
}

/** The fields of a move with their names, in the order in which they are asked for. */
export function formOf(fields: z.core.$ZodShape): MoveField[] {
	return Object.entries(fields).map(([name, stored]) => {
		const form = forms.get(stored);
		if (!form) throw new Error(`the field ${name} has no form`);
		return { name, ...form };
	});
}

/** One line. */
export const line = (label: string) => field(z.string(), { label, type: 'text', required: true });

/** Several lines. */
export const text = (label: string, help?: string) =>
	field(z.string(), { label, type: 'longtext', required: true, ...(help && { help }) });

/** A day. */
export const day = (label: string) => field(z.iso.date(), { label, type: 'date', required: true });

/** A day that has come. */
export const pastDay = (label: string) => field(z.iso.date(), { label, type: 'date', required: true, past: true });

/** One of several; an officer is kept by `colleague`. */
export const choice = (label: string, options: Exclude<Options, 'officers'>, help?: string) =>
	field(z.string(), { label, type: 'choice', required: true, options, ...(help && { help }) });

/** One of several, or none. */
export const choiceOrNone = (label: string, options: Exclude<Options, 'officers'>) =>
	field(z.string().optional(), { label, type: 'choice', required: false, options });

/** Another officer of the area, kept with the name: accounts change, the history does not. */
export const colleague = (label: string) =>
	field(z.object({ id: z.string(), name: z.string() }), {
		label,
		type: 'choice',
		required: true,
		options: 'officers',
	});

/** Those who check a place. 行政处罚法 42: at least two officers. */
export const investigators = () =>
	field(z.array(z.string()), {
		label: '核查人员',
		type: 'people',
		required: true,
		help: '至少两人，每行一个姓名。',
	});

/** Another report, into which this one can be merged. */
export const mainReport = (label: string, help: string) =>
	field(z.string(), { label, type: 'report', required: true, help });

/** A text to the reporter. Nothing of it is kept with the event. */
export const reply = (label: string, help: string) =>
	field(z.undefined().optional(), { label, type: 'longtext', required: true, help, toReporter: true });

/** A text to the reporter that may be left out. */
export const replyOrNone = (label: string, help: string) =>
	field(z.undefined().optional(), { label, type: 'longtext', required: false, help, toReporter: true });
