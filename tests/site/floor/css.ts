import { type CssNode, type Declaration, property as nameOf, parse, walk } from 'css-tree';
import { isOld, lookUp } from './support.ts';

/** A part of a style sheet that the oldest browsers do not know. */
export interface TooNew {
	what: string;
	where: string;
}

/**
 * What is too new in a style sheet. A declaration is forgiven when the same rule says the same property before it in
 * an older way or with a prefix: browsers skip what they do not know.
 */
export function tooNewInCss(css: string, forgiven: readonly string[] = []): TooNew[] {
	const found: TooNew[] = [];
	const add = (what: string, node: CssNode): void => {
		if (forgiven.includes(what)) return;
		const start = node.loc?.start.offset ?? 0;
		found.push({ what, where: css.slice(start, start + 80) });
	};
	const tree = parse(css, { positions: true, parseCustomProperty: true });
	walk(tree, function (node) {
		if (this.atrule?.name === 'supports') return;
		if (node.type === 'Atrule' && isOld(lookUp('css', 'at-rules', node.name)) === false) add(`@${node.name}`, node);
		if (node.type === 'FeatureRange') add('range in @media', node);
		if (node.type === 'Feature' && isOld(lookUp('css', 'at-rules', 'media', bare(node.name))) === false) {
			add(`@media (${node.name})`, node);
		}
		if (node.type === 'NestingSelector') add('nesting', node);
		if (node.type === 'PseudoClassSelector' || node.type === 'PseudoElementSelector') {
			if (isOld(lookUp('css', 'selectors', node.name)) === false) add(`:${node.name}`, node);
		}
		if (node.type === 'Declaration') {
			const siblings = this.rule?.block.children.toArray() ?? [];
			const earlier = siblings.slice(0, siblings.indexOf(node));
			const before = earlier.filter(
				(one) => one.type === 'Declaration' && nameOf(one.property).basename === nameOf(node.property).basename,
			);
			if (before.some((one) => newIn(one as Declaration).length === 0)) return;
			for (const what of newIn(node)) add(what, node);
		}
	});
	return found;
}

/** `min-width` is the range form of the feature `width`. */
const bare = (feature: string): string => feature.replace(/^(min|max)-(?!width$|height$)/, '');

/** Properties, words and functions of one declaration that are too new. Prefixed ones are hints to single engines. */
function newIn({ property, value }: Declaration): string[] {
	const { vendor, custom, basename } = nameOf(property);
	if (vendor) return [];
	const known = lookUp('css', 'properties', basename);
	const found = !custom && isOld(known) === false ? [property] : [];
	walk(value, (node) => {
		if (node.type === 'Identifier' && !custom && isOld(lookUp('css', 'properties', basename, node.name)) === false) {
			found.push(`${property}: ${node.name}`);
		}
		if (node.type === 'Function' && isOld(functionNamed(node.name)) === false) found.push(`${node.name}()`);
		if (node.type === 'Dimension' && isOld(unitNamed(node.unit)) === false) found.push(node.unit);
	});
	return found;
}

/** Units that came in families stand under the name of their family. */
const families: Record<string, string> = {
	dvh: 'viewport_percentage_units_dynamic',
	dvw: 'viewport_percentage_units_dynamic',
	svh: 'viewport_percentage_units_small',
	svw: 'viewport_percentage_units_small',
	lvh: 'viewport_percentage_units_large',
	lvw: 'viewport_percentage_units_large',
};
const unitNamed = (unit: string) => lookUp('css', 'types', 'length', families[unit] ?? unit);
const functionNamed = (name: string) =>
	lookUp('css', 'types', name) ??
	lookUp('css', 'types', 'color', name) ??
	lookUp('css', 'types', 'transform-function', name);
