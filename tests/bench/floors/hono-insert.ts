import { serve } from '@hono/node-server';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { Hono } from 'hono';
import { z } from 'zod';
import { announce, file } from './floor.ts';

// What the portal is made of and nothing else: Hono, zod, drizzle, one insert a request, on disk before it answers; and
// a route that only reads JSON and answers some.
const db = new Sqlite(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE reports (id TEXT PRIMARY KEY, category TEXT, description TEXT, place TEXT, mode TEXT, at TEXT)');
const reports = sqliteTable('reports', {
	id: text().primaryKey(),
	category: text(),
	description: text(),
	place: text(),
	mode: text(),
	at: text(),
});
const Report = z.object({
	category: z.string().min(1),
	description: z.string().min(5).max(4000),
	location: z.looseObject({}),
	reporter: z.object({ mode: z.enum(['anonymous', 'confidential', 'named']) }),
});
const orm = drizzle(db);
const app = new Hono();

app.post('/api/reports', async (c) => {
	const { category, description, location, reporter } = Report.parse(await c.req.json());
	const id = crypto.randomUUID();
	const at = new Date().toISOString();
	await orm
		.insert(reports)
		.values({ id, category, description, place: JSON.stringify(location), mode: reporter.mode, at });
	return c.json({ id }, 201);
});
app.post('/api/locate', async (c) => {
	const { lat, lon } = await c.req.json();
	return c.json({ county: null, nearBorder: false, alternatives: [], point: { lat, lon } });
});

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => announce(server.address()));
