/** Takes what its argument says until somebody ends it. */
const [what] = process.argv.slice(2);
process.stdout.write('begun');
const kept: unknown[] = [];
for (;;) {
	if (what === 'memory') {
		kept.push(Buffer.alloc(10_000_000, 1));
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	if (what === 'heap') kept.push(new Array(100_000).fill({}));
}
