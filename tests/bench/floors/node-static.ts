import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { announce, file as folder } from './floor.ts';

// The least that can serve a built site: node's own server, packed pages, nothing asked and nothing said beside them. An
// address that begins with /disk/ is read from the disk each time; all others lie in memory from the start.
const inMemory = new Map<string, Buffer>();
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
	if (file.endsWith('index.html.br')) inMemory.set(addressOf(file), readFileSync(join(folder, file)));
}

function addressOf(file: string): string {
	return `/${file.replaceAll('\\', '/').slice(0, -'index.html.br'.length)}`;
}

const server = createServer(async ({ url = '' }, answer) => {
	const page = inMemory.get(url) ?? (await readFile(join(folder, url.slice('/disk'.length), 'index.html.br')));
	answer.writeHead(200, {
		'content-type': 'text/html; charset=utf-8',
		'content-encoding': 'br',
		'content-length': page.length,
	});
	answer.end(page);
});
server.listen(0, '127.0.0.1', () => announce(server.address()));
