// Connections to a fixed set of nodes, and what is known of each one's chain.
import { load } from './client.mjs'
import { hex, toBigInt } from './bytes.mjs'

const { FullEthereumService } = await load('src/service/fullethereumservice.js')
const REDIAL = 1000 // ms between attempts to reach nodes that are not connected
const YIELD = 5 // attempts of the node with the larger identity that are left to the other side

export function install({ peers }) {
  const nodes = peers
    .map((url) => /^enode:\/\/([0-9a-f]{128})@([\d.]+):(\d+)$/.exec(url))
    .map(([, id, address, port]) => ({ id, address, port: Number(port) }))

  // The client dials bootnodes once, and forgets them.
  const { start, stop, handleEth } = FullEthereumService.prototype
  FullEthereumService.prototype.start = async function () {
    const started = await start.call(this)
    let attempt = 0
    const dial = () => {
      const rlpx = this.config.server?.rlpx
      if (!rlpx) return
      const me = hex(rlpx.id)
      attempt++
      for (const { id, address, port } of nodes) {
        if (id === me || this.pool.contains(id)) continue
        // Two nodes that dial each other at the same moment drop both connections, so one side goes first.
        if (id > me && attempt % YIELD !== 0) continue
        rlpx.connect({ id: Buffer.from(id, 'hex'), address, tcpPort: port, udpPort: port }).catch(() => {}) // tried again soon
      }
    }
    dial()
    this.redial = setInterval(dial, REDIAL)
    return started
  }
  FullEthereumService.prototype.stop = function () {
    clearInterval(this.redial)
    return stop.call(this)
  }

  // The client notes a peer's total difficulty when they meet and never again, so it cannot tell later who is ahead.
  FullEthereumService.prototype.handleEth = async function (message, peer) {
    if (message.name !== 'NewBlock') return handleEth.call(this, message, peer)
    const [block, difficulty] = message.data
    await this.synchronizer.handleNewBlock(block, peer)
    if (peer.eth) peer.eth.status = { td: toBigInt(difficulty), bestHash: block.hash() }
  }
}
