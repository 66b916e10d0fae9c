import type { reports } from '../../db/schema/reports.ts';

/** A report as it is stored: its columns, never what is sealed in it. */
export type Report = typeof reports.$inferSelect;
