import { stopWithNpm } from '../../api/start/stop-with-npm.ts';

// A program that npm would have started, or with `other` somebody else: it runs until it is stopped.
stopWithNpm({ npm_lifecycle_event: process.argv[2] ?? 'start' });
setInterval(() => undefined, 1000);
process.stdout.write(`${process.pid}\n`);
