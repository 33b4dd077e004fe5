// Runs Ganache for as long as whoever started this script lives: node ganache-node.mjs CONFIG.json
// The configuration (see GanacheChain in AuditNode.ChainDev): port, chainId, hardfork, gasLimit, blockTime (seconds, 0: a block per
// transaction), database (folder, or null to keep nothing), accounts [{ keyFile, balance (0x hex, wei) }]. Keys come in files, never
// on the command line. Standard input is the lifeline: when it ends, Ganache closes its database and the process exits.
import { readFileSync } from 'node:fs'
import ganache from 'ganache'

// Uncaught, an error would print the whole minified source line that it was thrown in: four megabytes.
process.on('uncaughtException', (error) => {
  console.error(error.cause?.message ?? error.message)
  process.exit(1)
})

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const server = ganache.server({
  chain: { chainId: config.chainId, networkId: config.chainId, hardfork: config.hardfork }, // a random network id otherwise
  wallet: {
    accounts: config.accounts.map(({ keyFile, balance }) => ({ secretKey: `0x${readFileSync(keyFile, 'utf8').trim()}`, balance })),
    lock: true, // transactions are signed by their senders, as on every other chain
  },
  miner: { blockGasLimit: config.gasLimit, blockTime: config.blockTime },
  database: config.database === null ? {} : { dbPath: config.database },
  logging: { quiet: true },
})

let closing
function stop() {
  closing ??= server.close().then(
    () => process.exit(0),
    (error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
process.stdin.resume()
process.stdin.once('end', stop).once('error', stop)
process.once('SIGTERM', stop)
process.on('SIGINT', () => {}) // Ctrl-C in a terminal: the starting program ends us in order

await server.listen(config.port, '127.0.0.1')
console.log(`listening on 127.0.0.1:${config.port}`)
