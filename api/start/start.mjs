// Plain JavaScript that an old Node can still read, so that it can say what is wrong instead of a syntax error.
import module from 'node:module';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
	process.stderr.write(
		`需要 Node 24 或更高版本，当前为 ${process.versions.node}。请先运行 npm ci，再用 npm start 启动；仍不行时请从 nodejs.org 安装 Node 24。\n`,
	);
	process.exit(1);
}
module.enableCompileCache();
await import('./quick-resolve.mjs');
await import(process.argv[2] ?? './server.ts');
