import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';
import { announce, file } from './floor.ts';

// The least that can keep a report: node's own server, one prepared insert a request, on disk before it answers.
const db = new Sqlite(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE reports (id TEXT PRIMARY KEY, category TEXT, description TEXT, place TEXT, mode TEXT, at TEXT)');
const insert = db.prepare('INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)');

const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk) => chunks.push(chunk));
	request.on('end', () => {
		const { category, description, location, reporter } = JSON.parse(Buffer.concat(chunks).toString());
		const id = crypto.randomUUID();
		insert.run(id, category, description, JSON.stringify(location), reporter.mode, new Date().toISOString());
		response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
	});
});
server.listen(0, '127.0.0.1', () => announce(server.address()));
