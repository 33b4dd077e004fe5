// Who the node is and where it listens.
import { readFileSync } from 'node:fs'
import { DPT, RLPx } from '@ethereumjs/devp2p'
import { load } from './client.mjs'

const { Config } = await load('src/config.js')

export function install({ nodeKey }) {
  // The client makes a new identity whenever it finds none in its database, so nobody could know a validator by its enode URL beforehand.
  const key = Uint8Array.from(Buffer.from(readFileSync(nodeKey, 'utf8').trim(), 'hex'))
  Config.getClientKey = async () => key

  // It listens on all interfaces; a test network is nobody's business.
  const { listen } = RLPx.prototype
  const { bind } = DPT.prototype
  RLPx.prototype.listen = function (port) {
    return listen.call(this, port, '127.0.0.1')
  }
  DPT.prototype.bind = function (port) {
    return bind.call(this, port, '127.0.0.1')
  }

  // A silent minute makes the client think that it has lost the chain, and it refuses transactions until the next block. A chain whose
  // validators are down is silent, but transactions for later are welcome.
  const update = Config.prototype.updateSynchronizedState
  Config.prototype.updateSynchronizedState = function (latest, emit) {
    if (latest !== undefined && latest !== null) update.call(this, latest, emit)
  }
}
