import { transferDatabase } from '../../../db/transfer/transfer.ts';

// Run by transfer.test.ts in a process of its own, which dies in the middle of the events.
const [, , from = '', to = ''] = process.argv;
await transferDatabase(from, to, (table, done) => {
	if (table === 'events' && done > 0) process.kill(process.pid, 'SIGKILL');
});
