// Transactions on their way between nodes: whole, in batches, to every peer that has not seen them.
// The client announces hashes, loses some in bursts, throws when it forwards what it got, and accepts no more than 100 of an account.
import { load } from './client.mjs'
import { hex } from './bytes.mjs'

const { TxPool } = await load('src/service/txpool.js')
const { FullEthereumService } = await load('src/service/fullethereumservice.js')
const { Event } = await load('src/types.js')
const BATCH = { wait: 20, size: 200 } // ms that transactions are collected, and the most in a message
const REMEMBERED = 50_000 // hashes per peer

const outbox = new Map() // peer -> transactions to be sent
const known = new Map() // peer's id -> hashes of transactions it has sent or got

function send(peer, transactions) {
  const waiting = outbox.get(peer)
  if (waiting) {
    waiting.push(...transactions)
    return
  }
  outbox.set(peer, [...transactions])
  setTimeout(() => {
    const all = outbox.get(peer)
    outbox.delete(peer)
    try {
      for (let i = 0; i < all.length; i += BATCH.size) peer.eth?.send('Transactions', all.slice(i, i + BATCH.size))
    } catch {
      // The peer is gone; it gets the pool when it comes back.
    }
  }, BATCH.wait)
}

export function install() {
  TxPool.prototype.addToKnownByPeer = function (hashes, peer) {
    let seen = known.get(peer.id)
    if (seen === undefined || seen.size > REMEMBERED) known.set(peer.id, (seen = new Set()))
    return hashes.filter((hash) => {
      const key = hex(hash)
      return !seen.has(key) && seen.add(key)
    })
  }
  TxPool.prototype.sendTransactions = function (transactions, peers) {
    for (const peer of peers) {
      const fresh = transactions.filter((tx) => this.addToKnownByPeer([tx.hash()], peer).length > 0)
      if (fresh.length > 0) send(peer, fresh)
    }
  }
  TxPool.prototype.sendNewTxHashes = function () {}
  TxPool.prototype.handleAnnouncedTxs = async function (transactions, peer, peerPool) {
    if (!this.running) return
    this.addToKnownByPeer(transactions.map((tx) => tx.hash()), peer)
    const accepted = []
    for (const tx of transactions) {
      const handled = this.handled.get(hex(tx.hash()))
      if (handled !== undefined && handled.error === undefined) continue
      try {
        await this.add(tx, true)
        accepted.push(tx)
      } catch (error) {
        this.config.logger?.debug(`transaction 0x${hex(tx.hash())} not accepted: ${error.message}`)
      }
    }
    this.sendTransactions(accepted, peerPool.peers.filter((other) => other.id !== peer.id))
  }

  // Whoever connects gets the whole pool: it may have restarted with an empty one.
  const { start } = FullEthereumService.prototype
  FullEthereumService.prototype.start = async function () {
    const started = await start.call(this)
    this.config.events.on(Event.POOL_PEER_ADDED, (peer) => {
      known.delete(peer.id)
      const all = [...this.txPool.pool.values()].flat().map((entry) => entry.tx)
      this.txPool.sendTransactions(all.sort((a, b) => Number(a.nonce - b.nonce)), [peer])
    })
    return started
  }
}
