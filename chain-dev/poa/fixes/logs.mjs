// eth_getLogs, all of them or an error.
// The client compares only the first topic, leaves out the logs of a head that is not executed yet, and silently cuts off at 10,000 logs
// counted before topics are compared.
import { load } from './client.mjs'
import { same, sleep } from './bytes.mjs'

const { ReceiptsManager } = await load('src/execution/receipt.js')
const MOST = 10_000
const TOO_MANY = -32005 // JSON-RPC error code for a limit that is exceeded (EIP-1474)

const anyOf = (wanted, value) => wanted.length === 0 || wanted.some((one) => same(one, value))

function matches([address, topics], addresses, wanted) {
  if (!anyOf(addresses, address)) return false
  return wanted.every((topic, i) => topic === null || topic === undefined || (topics[i] !== undefined && anyOf([topic].flat(), topics[i])))
}

/** The receipts of a canonical block with transactions, once it is executed. */
async function receiptsOf(manager, block) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const receipts = await manager.getReceipts(block.hash())
    if (receipts.length > 0) return receipts
    await sleep(50)
  }
  throw new Error(`block ${block.header.number} is not executed yet`)
}

export function install() {
  ReceiptsManager.prototype.getLogs = async function (from, to, addresses = [], topics = []) {
    const found = []
    for (let number = from.header.number; number <= to.header.number; number++) {
      const block = await this.chain.getBlock(number)
      if (block.transactions.length === 0) continue
      let logIndex = 0
      for (const [txIndex, receipt] of (await receiptsOf(this, block)).entries()) {
        for (const log of receipt.logs) {
          const position = logIndex++
          if (matches(log, addresses, topics)) found.push({ log, block, tx: block.transactions[txIndex], txIndex, logIndex: position })
        }
      }
      if (found.length > MOST) throw { code: TOO_MANY, message: `query returned more than ${MOST} results` }
    }
    return found
  }
}
