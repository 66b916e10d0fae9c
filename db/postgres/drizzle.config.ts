import { defineConfig } from 'drizzle-kit';

// The tables are built for the engine of this process.
process.env['DATABASE_URL'] = 'postgres://';

export default defineConfig({ dialect: 'postgresql', schema: './db/schema/*.ts', out: './db/migrations/postgres' });
