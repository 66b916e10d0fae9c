import Sqlite from 'better-sqlite3';

// Another process that writes to a database for a while: begins, says so, and commits after so many milliseconds.
const [, , file = '', ms = '0'] = process.argv;
const connection = new Sqlite(file);
connection.exec('BEGIN IMMEDIATE');
process.stdout.write('writing\n');
setTimeout(() => {
	connection.exec('COMMIT');
	connection.close();
}, Number(ms));
