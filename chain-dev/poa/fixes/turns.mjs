// When a validator seals: in turn at once, out of turn after those before it, and never without a majority.
import { load } from './client.mjs'
import { signerLimit } from './signers.mjs'
import { same } from './bytes.mjs'

const { Miner } = await load('src/miner/miner.js')
const NOT_A_SIGNER = 2000 // ms until a validator that is not authorised looks again
const NO_MAJORITY = 500 // ms until a validator that is alone looks again
const BEHIND = { every: 250, most: 40 } // ms between looks, and their number, while a peer claims a better chain

/** How many of the signers come before this one for the next block; the client delays at random instead, and collides. */
function rank(signers, recent, me, number) {
  // The one in turn first, then the one whose own turn is furthest away: that keeps the rotation from shifting.
  const start = Number(number % BigInt(signers.length))
  let before = 0
  for (let k = signers.length; k > 0; k--) {
    const signer = signers[(start + k) % signers.length]
    if (recent.some((other) => other.equals(signer))) continue
    if (signer.equals(me)) break
    before++
  }
  return before
}

export function install({ turnDelay }) {
  const { assembleBlock } = Miner.prototype

  Miner.prototype.queueNextAssembly = async function (timeout = this.period) {
    clearTimeout(this._nextAssemblyTimeoutId)
    if (!this.running) return
    const [me] = this.config.accounts[0]
    const { chain } = this.service
    const { consensus } = chain.blockchain
    const number = chain.blocks.latest.header.number + 1n
    const signers = consensus.cliqueActiveSigners(number)
    if (!signers.some((signer) => signer.equals(me))) {
      this._nextAssemblyTimeoutId = setTimeout(() => void this.queueNextAssembly(0), NOT_A_SIGNER)
      return
    }
    const limit = signerLimit(signers)
    const recent = limit > 1 ? consensus._cliqueLatestBlockSigners.slice(1 - limit).map(([, signer]) => signer) : []
    this._nextAssemblyTimeoutId = setTimeout(() => void this.assembleBlock(), timeout + rank(signers, recent, me, number) * turnDelay)
  }

  Miner.prototype.assembleBlock = async function () {
    const again = (ms) => {
      clearTimeout(this._nextAssemblyTimeoutId)
      if (this.running) this._nextAssemblyTimeoutId = setTimeout(() => void this.assembleBlock(), ms)
    }
    const { chain, pool, execution } = this.service
    try {
      const head = chain.blocks.latest
      const others = signerLimit(chain.blockchain.consensus.cliqueActiveSigners(head.header.number + 1n)) - 1
      const peers = pool.peers.filter((peer) => peer.eth?.status?.td !== undefined)
      if (peers.length < others) {
        // Alone, the client seals on, and every validator that starts alone makes a chain of its own.
        this.waited = true
        return again(NO_MAJORITY)
      }
      if (peers.some((peer) => peer.eth.status.td > chain.blocks.td)) {
        // A block sealed now would lose. Not for ever: the peer may have gone over to a lower chain meanwhile.
        this.behind = (this.behind ?? 0) + 1
        if (this.behind < BEHIND.most) {
          this.waited = true
          return again(BEHIND.every)
        }
      }
      this.behind = 0
      if (this.waited) {
        // All that waited for the same thing would seal at once: take turns again.
        this.waited = false
        return void this.queueNextAssembly(NO_MAJORITY)
      }
      if (!(await execution.vm.stateManager.hasStateRoot(head.header.stateRoot))) {
        void execution.run(true, false).catch(() => {}) // tried again below
        return again(100)
      }
      await assembleBlock.call(this)
      // Sealed too early or refused: nothing would come to wake the miner up.
      if (same(chain.blocks.latest.hash(), head.hash())) again(this.period)
    } catch (error) {
      this.config.logger?.error(`no block sealed: ${error.message}`)
      this.assembling = false
      again(this.period)
    }
  }
}
