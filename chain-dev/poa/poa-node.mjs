// A node of a Clique proof-of-authority test network: @ethereumjs/client 0.10.5 with what several validators need changed at load time.
// usage: node poa-node.mjs CONFIG.json
//   genesis      path of the genesis file (geth's format, "clique" configuration)
//   dataDir      folder for blocks and state
//   rpcPort, p2pPort   TCP ports on 127.0.0.1
//   nodeKey      file with the key of the node's identity in the peer-to-peer network, 64 hex digits
//   signerKey    file with the key that seals blocks, 64 hex digits; null for a node that only follows
//   peers        enode URLs of the other nodes (and of this one)
//   turnDelay    milliseconds that each rank waits before it seals out of turn
//   buildTime    milliseconds after which no further transaction is added to a block
// Every file under fixes/ says what is wrong without it. Standard input is the lifeline: the node stops in order when it ends.
import { readFileSync } from 'node:fs'
import { load } from './fixes/client.mjs'
import { holdLifeline } from './fixes/lifeline.mjs'

holdLifeline()
const config = JSON.parse(readFileSync(process.argv[2], 'utf8'))

const fixes = [
  'speed', 'identity', 'peers', 'tx-pool', 'gossip', 'signers', 'block-import', 'block-builder', 'turns', 'rpc', 'receipts', 'logs',
]
for (const name of fixes) (await import(`./fixes/${name}.mjs`)).install(config)

const options = {
  gethGenesis: config.genesis,
  dataDir: config.dataDir,
  rpc: true,
  rpcAddr: '127.0.0.1',
  rpcPort: config.rpcPort,
  port: config.p2pPort,
  extIP: '127.0.0.1',
  discDns: false,
  discV4: false,
  logFile: false,
  ...(config.signerKey && { mine: true, unlock: config.signerKey }),
}
process.argv.splice(2, Infinity, ...Object.entries(options).map(([name, value]) => `--${name}=${value}`))
await load('bin/cli.js')
