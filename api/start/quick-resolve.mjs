import module from 'node:module';

// For every file that belongs to a package, Node parses that package's whole package.json again. That of drizzle-orm
// is 180 KB long and stands behind some two hundred imports: more than a second of each start. Its own files are
// modules beside each other, and one name means the same file for all of ours.

const inside = '/node_modules/drizzle-orm/';
const known = new Map();

module.registerHooks({
	resolve(specifier, context, next) {
		const parent = context.parentURL ?? '';
		if (specifier.startsWith('.') && parent.includes(inside)) {
			return { url: new URL(specifier, parent).href, format: 'module', shortCircuit: true };
		}
		if (!/^drizzle-orm(\/|$)/.test(specifier) || parent.includes('/node_modules/')) return next(specifier, context);
		const found = known.get(specifier) ?? next(specifier, context);
		known.set(specifier, found);
		return { ...found, shortCircuit: true };
	},
});
