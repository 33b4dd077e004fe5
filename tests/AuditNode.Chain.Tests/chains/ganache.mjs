// Runs ganache with the arguments' options (JSON) on a free port of the loopback interface, says where, and ends with its standard input.
import ganache from 'ganache';

const server = ganache.server({ logging: { quiet: true }, ...JSON.parse(process.argv[2]) });
await server.listen(0, '127.0.0.1');
console.log(`Listening on 127.0.0.1:${server.address().port}`);
process.stdin.on('end', () => process.exit(0)).resume();
