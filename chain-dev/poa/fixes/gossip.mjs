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
  TxPool.prototype.knownBy = function (peer) {
    let known = this.knownByPeer.get(peer.id)
    if (known === undefined) this.knownByPeer.set(peer.id, (known = new Set()))
    if (known.size > REMEMBERED) known.clear()
    return known
  }
  TxPool.prototype.addToKnownByPeer = function (hashes, peer) {
    const known = this.knownBy(peer)
    return hashes.filter((hash) => {
      const key = hex(hash)
      return !known.has(key) && known.add(key)
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
  // Entries here are sets of hashes; the client's clean-up expects lists with times.
  const { cleanup } = TxPool.prototype
  TxPool.prototype.cleanup = function () {
    this.knownByPeer.clear()
    return cleanup.call(this)
  }

  // Whoever connects gets the whole pool: it may have restarted with an empty one.
  const { start } = FullEthereumService.prototype
  FullEthereumService.prototype.start = async function () {
    const started = await start.call(this)
    this.config.events.on(Event.POOL_PEER_ADDED, (peer) => {
      this.txPool.knownByPeer.delete(peer.id)
      const all = [...this.txPool.pool.values()].flat().map((entry) => entry.tx)
      this.txPool.sendTransactions(all.sort((a, b) => Number(a.nonce - b.nonce)), [peer])
    })
    return started
  }
}
