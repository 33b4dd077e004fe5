// Blocks from other nodes: siblings, unknown ancestors, reorganisations.
// The client drops a block whose parent is not its head, so validators that started together each keep their own block 1 for ever, and
// a fork never heals. Here every valid block is stored, and total difficulty decides.
import { createBlockFromBytesArray } from '@ethereumjs/block'
import { load } from './client.mjs'
import { same } from './bytes.mjs'

const { FullSynchronizer } = await load('src/sync/fullsync.js')
const { Event } = await load('src/types.js')
const INTERVAL = 500 // ms between attempts to synchronise, and to wait for one before the node stops; the client takes 8 s
const HEADERS = 64 // headers and bodies asked for at once
const STALL = 4000 // ms without a new head after which a peer's head is fetched directly
const DEEPEST = 4096 // ancestors fetched for one block; more is left to the client's synchronisation

async function isKnown(chain, hash) {
  try {
    return (await chain.blockchain.dbManager.hashToNumber(hash)) !== undefined
  } catch {
    return false
  }
}

// Execution reads the chain meanwhile, so both take its lock.
const store = (sync, block) => sync.execution.runWithLock(() => sync.chain.putBlocks([block]))

/** Headers from the first unknown ancestor of a block to its parent, oldest first; undefined if the peer does not have them. */
async function unknownAncestors({ chain }, peer, block) {
  const headers = []
  let wanted = block.header.parentHash
  while (!(await isKnown(chain, wanted))) {
    if (headers.length > DEEPEST) return undefined
    const [, answer] = (await peer.eth.getBlockHeaders({ block: wanted, max: HEADERS, skip: 0, reverse: true })) ?? [0, []]
    if (answer.length === 0) return undefined
    for (const header of answer) {
      if (!same(header.hash(), wanted)) return undefined
      if (await isKnown(chain, wanted)) break
      headers.push(header)
      wanted = header.parentHash
    }
  }
  return headers.reverse()
}

async function storeAncestors(sync, peer, block) {
  const headers = await unknownAncestors(sync, peer, block)
  if (headers === undefined) return false
  for (let i = 0; i < headers.length; i += HEADERS) {
    const part = headers.slice(i, i + HEADERS)
    const [, bodies] = (await peer.eth.getBlockBodies({ hashes: part.map((header) => header.hash()) })) ?? [0, []]
    if (bodies.length !== part.length) return false
    for (const [j, [transactions, uncles]] of bodies.entries()) {
      const ancestor = createBlockFromBytesArray([part[j].raw(), transactions, uncles], { common: part[j].common })
      await sync.chain.blockchain.validateHeader(ancestor.header)
      await store(sync, ancestor)
    }
  }
  sync.config.logger?.info(`fetched ${headers.length} ancestor(s) of block ${block.header.number}`)
  return true
}

/** What joined and what left the canonical chain between two heads. */
async function difference(chain, from, to) {
  const added = []
  const removed = []
  while (!same(to.hash(), from.hash())) {
    if (to.header.number >= from.header.number) {
      added.push(to)
      to = await chain.getBlock(to.header.parentHash)
    } else {
      removed.push(from)
      from = await chain.getBlock(from.header.parentHash)
    }
  }
  return { added, removed }
}

/** Brings pool, execution and synchronisation state up to a new head. */
async function followHead(sync, before) {
  const { chain, txPool, config } = sync
  const head = chain.blocks.latest
  if (same(head.hash(), before.hash())) return false
  const { added, removed } = await difference(chain, before, head)
  if (config.syncTargetHeight === undefined || config.syncTargetHeight < head.header.number) config.syncTargetHeight = head.header.number
  config.updateSynchronizedState(head.header)
  txPool.checkRunState() // a follower's pool would not start otherwise
  txPool.removeNewBlockTxs(added)
  if (removed.length > 0) {
    const mined = new Set(added.flatMap((block) => block.transactions.map((tx) => tx.hash().toString())))
    const lost = removed.flatMap((block) => block.transactions).filter((tx) => !mined.has(tx.hash().toString()))
    const what = `${removed.length} block(s) out, ${added.length} in, head ${head.header.number}`
    config.logger?.warn(`reorganisation: ${what}, ${lost.length} transaction(s) back to the pool`)
    setTimeout(() => void restore(txPool, lost), 50)
  }
  setTimeout(() => void sync.execution.run(true, false).catch(() => {}), 30) // tried again with the next block
  return true
}

async function restore(txPool, transactions) {
  for (const tx of transactions) await txPool.add(tx, true).catch(() => {}) // no longer valid on the new chain
}

async function importBlock(sync, block, peer) {
  const { chain } = sync
  if (peer) sync.addToKnownByPeer(block.hash(), peer)
  if (await isKnown(chain, block.hash())) return
  const before = chain.blocks.latest
  if (!(await isKnown(chain, block.header.parentHash)) && !(peer && (await storeAncestors(sync, peer, block)))) return
  await chain.blockchain.validateHeader(block.header)
  await store(sync, block)
  if (await followHead(sync, before)) await sync.sendNewBlock(block, sync.pool.peers)
}

/** A peer's head, as if it had been announced: the client's synchronisation can wait for ever for a range that it asked a restarted peer for. */
async function fetchHead(sync) {
  const peer = await sync.best()
  const hash = peer?.eth.status.bestHash
  if (hash === undefined || (await isKnown(sync.chain, hash))) return
  const [, [header]] = (await peer.eth.getBlockHeaders({ block: hash, max: 1, skip: 0, reverse: false })) ?? [0, []]
  if (header === undefined || !same(header.hash(), hash)) return
  const [, [body]] = (await peer.eth.getBlockBodies({ hashes: [hash] })) ?? [0, []]
  if (body === undefined) return
  sync.config.logger?.info(`synchronisation stalled: fetched block ${header.number}`)
  await sync.handleNewBlock(createBlockFromBytesArray([header.raw(), ...body], { common: header.common }), peer)
}

/** Looks for a stalled synchronisation for as long as the node runs. */
function watch(sync) {
  let last
  setInterval(() => {
    const head = sync.chain.blocks.latest?.hash()
    if (head !== undefined && last !== undefined && same(head, last)) void fetchHead(sync).catch(() => {}) // the peer may have gone
    last = head
  }, STALL).unref()
}

export function install() {
  const { open } = FullSynchronizer.prototype

  FullSynchronizer.prototype.handleNewBlock = function (block, peer) {
    this.imports = (this.imports ?? Promise.resolve())
      .then(() => importBlock(this, block, peer))
      .catch((error) => this.config.logger?.warn(`block ${block.header.number} not imported: ${error.message}`))
    return this.imports
  }

  // The client synchronises from peers that are not ahead of it as well, and rewinds for it.
  FullSynchronizer.prototype.best = async function () {
    const ahead = this.pool.peers.filter((peer) => peer.eth?.status?.td > this.chain.blocks.td)
    return ahead.reduce((best, peer) => (best === undefined || peer.eth.status.td > best.eth.status.td ? peer : best), undefined)
  }

  // One failed execution (a reorganisation in between) stops the client's synchronisation for ever.
  FullSynchronizer.prototype.open = async function () {
    if (this.opened) return
    await open.call(this)
    this.interval = INTERVAL
    watch(this)
    this.config.events.removeListener(Event.SYNC_EXECUTION_VM_ERROR, this.stop)
    this.config.events.on(Event.SYNC_EXECUTION_VM_ERROR, () => setTimeout(() => void this.runExecution(), 300))
  }
}
