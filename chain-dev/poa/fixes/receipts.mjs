// Receipts from what was stored when the block was executed; the client executes the whole block again for each one asked for.
import { bytesToHex, createContractAddress } from '@ethereumjs/util'
import { load } from './client.mjs'
import { quantity, same } from './bytes.mjs'

const { Eth } = await load('src/rpc/modules/eth.js')

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

/** The block of a hash, a number or a tag. */
async function find(chain, id) {
  if (/^0x[0-9a-f]{64}$/i.test(id)) return chain.getBlock(Buffer.from(id.slice(2), 'hex'))
  if (id === 'latest') return chain.blocks.latest
  return chain.getBlock(id === 'earliest' ? 0n : BigInt(id))
}

export function install() {
  Eth.prototype.getTransactionReceipt = async function ([hash]) {
    const found = await this.receiptsManager.getReceiptByTxHash(Buffer.from(hash.slice(2), 'hex'))
    if (!found) return null
    const [, blockHash, index] = found
    const block = await this._chain.getBlock(blockHash)
    const canonical = await this._chain.getBlock(block.header.number).catch(() => undefined)
    if (canonical === undefined || !same(canonical.hash(), blockHash)) return null
    return format(this.receiptsManager, block, await this.receiptsManager.getReceipts(blockHash), index)
  }

  Eth.prototype.getBlockReceipts = async function ([id]) {
    const block = await find(this._chain, id).catch(() => undefined)
    if (block === undefined) return null
    const stored = await this.receiptsManager.getReceipts(block.hash())
    return stored.map((_, index) => format(this.receiptsManager, block, stored, index))
  }
}
