import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import type { Answer, TestPortal } from '../portal.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

const Header = z.object({ required: z.boolean().default(false), schema: z.record(z.string(), z.unknown()) });
const Content = z.record(z.string(), z.object({ schema: z.unknown() }));
const Parameter = z.object({
	name: z.string(),
	in: z.string(),
	description: z.string().optional(),
	required: z.boolean().default(false),
	schema: z.record(z.string(), z.unknown()),
});
const Operation = z.object({
	operationId: z.string(),
	description: z.string(),
	parameters: z.array(Parameter).default([]),
	requestBody: z.object({ content: Content }).optional(),
	responses: z.record(
		z.string(),
		z.object({ headers: z.record(z.string(), Header).default({}), content: Content.default({}) }),
	),
});
const Document = z.looseObject({
	paths: z.record(z.string(), z.partialRecord(z.enum(methods), Operation)),
	components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

/** An operation as the document describes it. */
export interface DocumentedOperation extends z.infer<typeof Operation> {
	method: string;
	path: string;
}

/** The OpenAPI document of a portal, to hold answers against. */
export interface Documented {
	json: Record<string, unknown>;
	operations: DocumentedOperation[];
	operation(id: string): DocumentedOperation;
	/** Every example, and what of it does not fit the schema that it stands with. */
	examples(): Array<{ example: unknown; wrong: string[] }>;
	/** What of a body does not fit what the operation says it takes. */
	wrongRequest(id: string, body: unknown): string[];
	/** What of an answer is not as the document says: status, headers, code, shape, keys it does not name. */
	wrongAnswer(id: string, answer: Pick<Answer, 'status' | 'headers' | 'json'>): string[];
}

export async function readDocument(portal: TestPortal): Promise<Documented> {
	const { json } = await portal.call('GET', 'api/openapi.json');
	const document = Document.parse(json);
	const operations = Object.entries(document.paths).flatMap(([path, item]) =>
		Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
	);
	const operation = (id: string): DocumentedOperation => {
		const found = operations.find(({ operationId }) => operationId === id);
		if (!found) throw new Error(`the document has no operation ${id}`);
		return found;
	};
	const components = { schemas: closed(document.components.schemas) };
	const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
	const compiled = new Map<unknown, ValidateFunction>();
	const wrong = (schema: unknown, value: unknown): string[] => {
		const validate = compiled.get(schema) ?? ajv.compile({ components, allOf: [closed(schema)] });
		compiled.set(schema, validate);
		if (validate(value)) return [];
		return (validate.errors ?? []).map(({ instancePath, message, params }) =>
			[instancePath, message, JSON.stringify(params)].join(' '),
		);
	};
	return {
		json,
		operations,
		operation,
		examples: () =>
			withExamples(json).flatMap(({ schema, examples }) =>
				examples.map((example) => ({ example, wrong: wrong(schema, example) })),
			),
		wrongRequest: (id, body) => wrong(operation(id).requestBody?.content['application/json']?.schema ?? false, body),
		wrongAnswer(id, answer) {
			const response = operation(id).responses[answer.status];
			if (!response) return [`status ${answer.status} is not documented`];
			const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
			const body = response.content[type];
			const isEmpty = type === '';
			const fits = isEmpty
				? Object.keys(response.content).length === 0
				: body !== undefined || operation(id).method === 'HEAD';
			return [
				...(fits ? [] : [`a body of ${type || 'nothing'} is not documented`]),
				...(body ? wrong(body.schema, answer.json) : []),
				...wrongHeaders(response.headers, answer.headers),
			];
		},
	};
}

/** What is sent to an operation. */
export interface Sent {
	/** In place of {id}. */
	id?: string;
	query?: string;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it stands. */
	bytes?: BodyInit;
	headers?: Record<string, string>;
	/** Address the request comes from. */
	from?: string;
}

/** One request to an operation, as the document says where it is. */
export async function askOperation(
	web: Pick<TestPortal['web'], 'fetch'>,
	{ method, path }: Pick<DocumentedOperation, 'method' | 'path'>,
	{ id = 'none', query = '', body, bytes, headers, from = '127.0.0.1' }: Sent,
): Promise<Answer> {
	const payload = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
	const request = new Request(`http://127.0.0.1:8080/api${path.replace('{id}', id)}${query}`, {
		method,
		headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
		...(payload !== undefined && { body: payload, duplex: 'half' }),
	});
	const response = await web.fetch(request, { incoming: { socket: { remoteAddress: from } } });
	const text = await response.text();
	const isJson = text !== '' && (response.headers.get('content-type')?.includes('json') ?? false);
	return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
}

/** Every schema that has examples. */
function withExamples(node: unknown): Array<{ schema: object; examples: unknown[] }> {
	if (typeof node !== 'object' || node === null) return [];
	const own = 'examples' in node && Array.isArray(node.examples) ? [{ schema: node, examples: node.examples }] : [];
	return [...own, ...Object.values(node).flatMap(withExamples)];
}

/** The same schema with every object closed: an answer may have only what is documented. */
function closed(schema: unknown, isPartOfAll = false): unknown {
	if (Array.isArray(schema)) return schema.map((each) => closed(each, isPartOfAll));
	if (typeof schema !== 'object' || schema === null) return schema;
	const inside = Object.entries(schema).map(([key, value]) => [key, closed(value, key === 'allOf')]);
	const isOpen = 'properties' in schema && !('additionalProperties' in schema) && !isPartOfAll;
	return { ...Object.fromEntries(inside), ...(isOpen && { additionalProperties: false }) };
}

/** Headers of HTTP itself, and those that a browser looks at. */
const ofEveryAnswer =
	/^(content-(type|length|security-policy)|cache-control|cross-origin-.*|origin-agent-cluster|permissions-policy|referrer-policy|strict-transport-security|x-.*)$/;

const headerRules = new Ajv2020({ strict: false, coerceTypes: true });

function wrongHeaders(documented: Record<string, z.infer<typeof Header>>, headers: Headers): string[] {
	const names = Object.keys(documented).map((name) => name.toLowerCase());
	const unknown = [...headers.keys()].filter((name) => !names.includes(name) && !ofEveryAnswer.test(name));
	const wrong = Object.entries(documented).filter(([name, { required, schema }]) => {
		const value = headers.get(name);
		return value === null ? required : !headerRules.validate(schema, value);
	});
	return [
		...unknown.map((name) => `header ${name} is not documented`),
		...wrong.map(([name]) => `header ${name} is wrong or missing`),
	];
}
