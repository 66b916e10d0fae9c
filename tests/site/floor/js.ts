import { type AnyNode, type Identifier, type MemberExpression, parse } from 'acorn';
import { isOld, lookUp } from './support.ts';

/**
 * What is too new in a script. Syntax: all of ECMAScript 2019, and `import()` and `import.meta`, which both browsers
 * had. Calls: a name is too new when no object of the language or the browser had a member of that name in time. No
 * fault are names that the script itself gives to its own things, that a condition asks for (`typeof x`, `'x' in y`,
 * `if (x.y)`), or that are tried in a `try` with a way out.
 */
export function tooNewInScript(code: string): string[] {
	const tree = parse(code, { ecmaVersion: 2020, sourceType: 'module' });
	const fine = new Set<string>();
	const used = new Map<string, string>();
	walk(tree, false, (node, tried) => {
		for (const name of [...questionsOf(node), ...ownNamesOf(node)]) fine.add(name);
		const uses = tried ? newSyntax(node) : [...newSyntax(node), ...newCalls(node)];
		for (const name of uses) used.set(name, code.slice(node.start, node.start + 60));
	});
	return [...used].filter(([name]) => !fine.has(name)).map(([name, where]) => `${name}: ${where}`);
}

function walk(node: AnyNode, tried: boolean, visit: (node: AnyNode, tried: boolean) => void): void {
	visit(node, tried);
	for (const [key, value] of Object.entries(node) as Array<[string, unknown]>) {
		const within = tried || (node.type === 'TryStatement' && node.handler !== null && key === 'block');
		for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, within, visit);
	}
}

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Syntax that came after the floor and that the parser lets pass. */
function newSyntax(node: AnyNode): string[] {
	if (node.type === 'ChainExpression') return ['?.'];
	if (node.type === 'LogicalExpression' && node.operator === '??') return ['??'];
	if (node.type === 'ExportAllDeclaration' && node.exported) return ['export * as'];
	if (node.type === 'Literal' && node.bigint) return ['BigInt'];
	if (node.type === 'Literal' && node.regex && /\(\?<[=!]/.test(node.regex.pattern)) return ['lookbehind'];
	return [];
}

/** Constructors, functions and methods that came after the floor. */
function newCalls(node: AnyNode): string[] {
	if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return [];
	const { callee } = node;
	return callee.type === 'MemberExpression' ? memberUse(callee) : globalUse(callee);
}

/** Names that the script gives to members of its own objects. */
function ownNamesOf(node: AnyNode): string[] {
	if (node.type === 'MethodDefinition' || node.type === 'Property') {
		return node.key.type === 'Identifier' ? [`.${node.key.name}`] : [];
	}
	if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return [];
	return node.left.property.type === 'Identifier' ? [`.${node.left.property.name}`] : [];
}

/** A name that no scope of the script can be asked for here: own functions are minified to a letter or two. */
const globalUse = (callee: AnyNode): string[] =>
	callee.type === 'Identifier' && isNewGlobal(callee.name) ? [callee.name] : [];

const isNewGlobal = (name: string): boolean =>
	[
		lookUp('javascript', 'builtins', name),
		lookUp('api', name),
		lookUp('api', 'Window', name),
		lookUp('api', name, name),
	]
		.map(isOld)
		.filter((old) => old !== undefined)
		.some((old, _, all) => !old && !all.includes(true));

function memberUse({ object, property, computed }: MemberExpression): string[] {
	if (computed || property.type !== 'Identifier') return [];
	const { name } = property;
	// Object.hasOwn, Promise.allSettled, crypto.randomUUID: the owner says which is meant.
	const owner = object.type === 'Identifier' ? ownerOf(object) : undefined;
	const own = owner && (isOld(lookUp(...owner, name)) ?? isOld(lookUp(...owner, `${name}_static`)));
	if (own !== undefined) return own ? [] : [`${(object as Identifier).name}.${name}`];
	return newMembers.has(name) ? [`.${name}`] : [];
}

/** Objects that scripts name, and where the data describes them. */
function ownerOf({ name }: Identifier): string[] | undefined {
	const objects: Record<string, string> = {
		crypto: 'Crypto',
		document: 'Document',
		history: 'History',
		location: 'Location',
		navigator: 'Navigator',
		performance: 'Performance',
		window: 'Window',
	};
	if (objects[name]) return ['api', objects[name]];
	return [
		['javascript', 'builtins', name],
		['api', name],
	].find((path) => lookUp(...path));
}

const newMembers = membersThatAreNewEverywhere();

/** Names of members that no object of language or browser had in time, e.g. replaceAll, at, findLast, replaceChildren. */
function membersThatAreNewEverywhere(): Set<string> {
	const old = new Set<string>();
	const recent = new Set<string>();
	for (const home of [lookUp('api'), lookUp('javascript', 'builtins')]) {
		for (const owner of Object.values(home ?? {})) {
			for (const [name, member] of Object.entries(owner ?? {})) {
				const verdict = isOld(member);
				if (verdict === true) old.add(name);
				if (verdict === false) recent.add(name);
			}
		}
	}
	// Words too plain to tell: a field of our own may bear them.
	for (const name of old) recent.delete(name);
	return recent;
}

/** Names that a condition asks for before they are used. */
function questionsOf(node: AnyNode): string[] {
	if (node.type === 'UnaryExpression' && node.operator === 'typeof') return namesIn(node.argument);
	if (node.type === 'BinaryExpression' && node.operator === 'in' && node.left.type === 'Literal') {
		return [`.${node.left.value}`];
	}
	if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') return namesIn(node.test);
	if (node.type === 'LogicalExpression') return namesIn(node.left);
	return [];
}

function namesIn(node: AnyNode): string[] {
	if (node.type === 'Identifier') return [node.name];
	if (node.type === 'UnaryExpression') return namesIn(node.argument);
	if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return [];
	const { name } = node.property;
	return [`.${name}`, ...(node.object.type === 'Identifier' ? [`${node.object.name}.${name}`] : [])];
}
