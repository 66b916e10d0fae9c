import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.svg': 'image/svg+xml',
	'.json': 'application/json',
	'.png': 'image/png',
};

/**
 * Serves a folder under the strict policy of the portal, on a port of its own; `besides` are files from elsewhere by
 * their address.
 */
export async function serveFolder(
	folder: string,
	besides: Record<string, string> = {},
): Promise<{ url: string; close: () => void }> {
	const policy =
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";
	const server = createServer((request, response) => {
		const address = decodeURI((request.url ?? '/').replace(/[?#].*$/, ''));
		const path = besides[address] ?? join(folder, address);
		const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
		if (!existsSync(file)) return response.writeHead(404).end();
		response.writeHead(200, {
			'content-type': types[extname(file)] ?? 'application/octet-stream',
			'content-security-policy': policy,
			...(address in besides && { 'cache-control': 'max-age=3600' }),
		});
		createReadStream(file).pipe(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
