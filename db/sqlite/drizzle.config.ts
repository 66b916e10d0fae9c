import { defineConfig } from 'drizzle-kit';

// The tables are built for the engine of this process.
delete process.env['DATABASE_URL'];

export default defineConfig({ dialect: 'sqlite', schema: './db/schema/*.ts', out: './db/migrations/sqlite' });
