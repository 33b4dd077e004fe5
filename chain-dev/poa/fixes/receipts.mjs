// Receipts from what was stored when the block was executed; the client executes the whole block again for each one asked for.
import { bytesToHex, createContractAddress } from '@ethereumjs/util'
import { load } from './client.mjs'
import { quantity, same } from './bytes.mjs'

const { Eth } = await load('src/rpc/modules/eth.js')
const { toJSONRPCTx } = await load('src/rpc/helpers.js')
const { ReceiptsManager } = await load('src/execution/receipt.js')
const { DBKey } = await load('src/util/metaDBManager.js')
const SEARCHED = 128 // newest blocks that are searched for a transaction whose index is wrong

function effectiveGasPrice(tx, baseFee) {
  if (tx.gasPrice !== undefined) return tx.gasPrice
  const tip = tx.maxFeePerGas - baseFee
  return baseFee + (tip < tx.maxPriorityFeePerGas ? tip : tx.maxPriorityFeePerGas)
}

/** The receipt of one transaction as JSON-RPC has it; stored are status, cumulative gas and logs of each. */
function format(manager, block, stored, index) {
  const tx = block.transactions[index]
  const { status, cumulativeBlockGasUsed, logs } = stored[index]
  const gasUsed = cumulativeBlockGasUsed - (index > 0 ? stored[index - 1].cumulativeBlockGasUsed : 0n)
  const firstLog = stored.slice(0, index).reduce((sum, receipt) => sum + receipt.logs.length, 0)
  const from = tx.getSenderAddress()
  const place = {
    transactionHash: bytesToHex(tx.hash()),
    transactionIndex: quantity(index),
    blockHash: bytesToHex(block.hash()),
    blockNumber: quantity(block.header.number),
  }
  return {
    ...place,
    from: from.toString(),
    to: tx.to?.toString() ?? null,
    cumulativeGasUsed: quantity(cumulativeBlockGasUsed),
    effectiveGasPrice: quantity(effectiveGasPrice(tx, block.header.baseFeePerGas ?? 0n)),
    gasUsed: quantity(gasUsed),
    contractAddress: tx.to === undefined ? createContractAddress(from, tx.nonce).toString() : null,
    logs: logs.map(([address, topics, data], i) => ({
      ...place,
      removed: false,
      logIndex: quantity(firstLog + i),
      address: bytesToHex(address),
      topics: topics.map((topic) => bytesToHex(topic)),
      data: bytesToHex(data),
    })),
    logsBloom: bytesToHex(manager.logsBloom(logs).bitvector),
    status: quantity(status),
    type: quantity(tx.type),
  }
}

/** Where a transaction is on the canonical chain; undefined if it is not there. */
async function locate({ receiptsManager, _chain: chain }, hash) {
  const index = await receiptsManager.getIndex('txhash', hash)
  if (!index) return undefined
  const [blockHash, position] = index
  // A miner stores receipts before the block, and the block before other calls take it for the latest: until they do, there is none.
  const block = await chain.getBlock(blockHash).catch(() => undefined)
  if (block && block.header.number > chain.blocks.latest.header.number) return undefined
  const canonical = block && (await chain.getBlock(block.header.number).catch(() => undefined))
  if (canonical && same(canonical.hash(), blockHash)) return { block, position }
  // A miner that loses against another one's block leaves an index to its own.
  const head = chain.blocks.latest.header.number
  for (let number = head; number > 0n && number > head - BigInt(SEARCHED); number--) {
    const other = await chain.getBlock(number)
    const found = other.transactions.findIndex((tx) => same(tx.hash(), hash))
    if (found >= 0) return { block: other, position: found }
  }
  return undefined
}

/** The block of a hash, a number or a tag. */
async function find(chain, id) {
  if (/^0x[0-9a-f]{64}$/i.test(id)) return chain.getBlock(Buffer.from(id.slice(2), 'hex'))
  if (id === 'latest') return chain.blocks.latest
  return chain.getBlock(id === 'earliest' ? 0n : BigInt(id))
}

export function install() {
  Eth.prototype.getTransactionReceipt = async function ([id]) {
    const place = await locate(this, Buffer.from(id.slice(2), 'hex'))
    if (place === undefined) return null
    const stored = await this.receiptsManager.getReceipts(place.block.hash())
    return stored.length > 0 ? format(this.receiptsManager, place.block, stored, place.position) : null
  }

  // The client does not know transactions that wait, and fails on some that were just mined.
  Eth.prototype.getTransactionByHash = async function ([id]) {
    const hash = Buffer.from(id.slice(2), 'hex')
    // The pool first: what is mined while the chain is searched has left the pool when that ends.
    const [pooled] = this.service.txPool.getByHash([hash])
    const place = await locate(this, hash)
    if (place !== undefined) return toJSONRPCTx(place.block.transactions[place.position], place.block, place.position)
    return pooled === undefined ? null : toJSONRPCTx(pooled)
  }

  Eth.prototype.getBlockReceipts = async function ([id]) {
    const block = await find(this._chain, id).catch(() => undefined)
    if (block === undefined) return null
    const stored = await this.receiptsManager.getReceipts(block.hash())
    return stored.map((_, index) => format(this.receiptsManager, block, stored, index))
  }

  // A block that leaves the chain takes the index of its transactions along, which may be that of the block that replaced it by now.
  ReceiptsManager.prototype.deleteReceipts = async function (block) {
    await this.delete(DBKey.Receipts, block.hash())
    for (const tx of block.transactions) {
      const index = await this.getIndex('txhash', tx.hash())
      if (index && same(index[0], block.hash())) await this.delete(DBKey.TxHash, tx.hash())
    }
  }
}
