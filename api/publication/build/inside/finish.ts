import { finishBuild } from './finish-build.ts';

// Runs in a process of its own: packing and reading tens of thousands of files is no work for the one that answers.
const [folder, before] = process.argv.slice(2);
if (folder === undefined) throw new Error('the folder of the build is missing');
await finishBuild(folder, before);
