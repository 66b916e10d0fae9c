import { describeRoute, resolver } from 'hono-openapi';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { z } from 'zod';
import { type ProblemCode, statusOf, titleOf } from './errors.ts';

/** A header of a request or a parameter in the path. */
export type Parameter = OpenAPIV3_1.ParameterObject;

/** Headers of an answer by name. */
export type AnswerHeaders = Record<string, OpenAPIV3_1.HeaderObject>;

/** An answer that is no refusal. */
export interface Answered {
	/** What it says. */
	description: string;
	/** Media type and schema of its body; left out where there is none. */
	body?: { type: string; schema: z.ZodType | null };
	/** Headers that it always has. */
	headers?: AnswerHeaders;
}

/** All that the OpenAPI document says about a route of the public API, but for what its validators say themselves. */
export interface Operation {
	/** Stable name of the operation in generated clients. */
	operationId: string;
	summary: string;
	description: string;
	tag: string;
	parameters?: Parameter[];
	/** A body that no validator reads. */
	requestBody?: OpenAPIV3_1.RequestBodyObject;
	/** Answers by status. */
	answers: Record<number, Answered>;
	/** Codes of its refusals. Those that any route may give are added. */
	refusals: readonly ProblemCode[];
	/** Headers that its refusals have as well. */
	refusalHeaders?: AnswerHeaders;
	/** HEAD: hono answers it by the route of GET, and the document names it as what it is. */
	method?: 'head';
}

/** What any route may answer: a query that it does not read, a fault of ours. */
const ofAny: readonly ProblemCode[] = ['invalid', 'internal'];
/** What a route may answer that reads a JSON body. */
export const ofJsonBody: readonly ProblemCode[] = [
	'malformed',
	'too_slow',
	'too_large',
	'unsupported_type',
	'unavailable',
];

const retryAfter: AnswerHeaders = {
	'Retry-After': { description: '多少秒以后再试', required: true, schema: { type: 'integer', minimum: 0 } },
};

/** Statuses of refusals that pass by themselves. */
const waits: readonly number[] = [429, 503];

/** Describes a route for the OpenAPI document. */
export function describe(operation: Operation) {
	const { answers, refusals, tag, method, refusalHeaders, ...documented } = operation;
	return describeRoute({
		...documented,
		tags: [tag],
		security: [],
		...(method && { 'x-method': method }),
		responses: {
			...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answered(answer)])),
			...refused([...refusals, ...ofAny], { hasBody: method !== 'head', headers: refusalHeaders }),
		},
	});
}

function answered({ description, body, headers }: Answered) {
	const media = body && { [body.type]: { schema: body.schema ? resolver(body.schema) : {} } };
	return { description, ...(headers && { headers }), ...(media && { content: media }) };
}

/** The refusals of a route by status, each with the codes that it may have there. */
function refused(codes: readonly ProblemCode[], { hasBody, headers }: { hasBody: boolean; headers?: AnswerHeaders }) {
	const statuses = [...new Set(codes.map(statusOf))].sort();
	return Object.fromEntries(
		statuses.map((status) => {
			const here = [...new Set(codes)].filter((code) => statusOf(code) === status);
			const ofRefusal = { ...headers, ...(waits.includes(status) && retryAfter) };
			return [
				status,
				{
					description: here.map((code) => `${code}：${titleOf(code)}`).join('；'),
					...(Object.keys(ofRefusal).length > 0 && { headers: ofRefusal }),
					...(hasBody && { content: { 'application/problem+json': { schema: problemOf(status, here) } } }),
				},
			];
		}),
	);
}

function problemOf(status: number, codes: ProblemCode[]): OpenAPIV3_1.SchemaObject {
	return {
		allOf: [
			{ $ref: '#/components/schemas/Problem' },
			{
				type: 'object',
				properties: { status: { type: 'integer', enum: [status] }, code: { type: 'string', enum: codes } },
			},
		],
	};
}
