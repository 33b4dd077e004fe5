// Calls that fail or mislead on a Clique chain.
import { createBlock } from '@ethereumjs/block'
import { createTx } from '@ethereumjs/tx'
import { bytesToHex, createAddressFromString, createZeroAddress } from '@ethereumjs/util'
import { runTx } from '@ethereumjs/vm'
import { load } from './client.mjs'
import { quantity, sleep } from './bytes.mjs'

const { Eth } = await load('src/rpc/modules/eth.js')
const REVERTED = 3 // JSON-RPC error code of geth for a reverted call
const TIP = 1_000_000_000n // wei

// "extraData must be 97 bytes" again; and a margin for the 63/64 of the remaining gas that an inner call gets.
async function estimateGas([call]) {
  const parent = this._chain.blocks.latest
  const vm = await this._vm.shallowCopy()
  await vm.stateManager.setStateRoot(parent.header.stateRoot)
  const header = {
    parentHash: parent.hash(),
    number: parent.header.number + 1n,
    timestamp: parent.header.timestamp + 1n,
    gasLimit: parent.header.gasLimit,
    baseFeePerGas: parent.header.calcNextBaseFee(),
    extraData: new Uint8Array(97),
  }
  const block = createBlock({ header }, { common: vm.common, setHardfork: true })
  const { to, value = '0x0', data, input = '0x', gas = parent.header.gasLimit } = call
  const fields = { to, value, data: data ?? input, nonce: '0x0', gasLimit: gas, gasPrice: header.baseFeePerGas }
  const tx = createTx(fields, { common: vm.common, freeze: false })
  const from = call.from ? createAddressFromString(call.from) : createZeroAddress()
  tx.getSenderAddress = () => from
  const run = await runTx(vm, { tx, block, skipNonce: true, skipBalance: true, skipBlockGasLimitValidation: true })
  const { exceptionError, returnValue } = run.execResult
  if (exceptionError !== undefined)
    throw { code: REVERTED, message: `execution reverted: ${exceptionError.error}`, data: bytesToHex(returnValue) }
  const used = run.totalGasSpent + (run.gasRefund ?? 0n)
  return quantity(used + used / 50n)
}

// 'latest' can be a block that is stored but not executed yet: wait for its state instead of failing.
function waitForState(name) {
  const original = Eth.prototype[name]
  Eth.prototype[name] = async function (params) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await original.call(this, structuredClone(params)) // some of them change their parameters
      } catch (error) {
        if (attempt >= 100 || !/does not contain state root/i.test(error?.message ?? '')) throw error
        await sleep(50)
      }
    }
  }
}

export function install() {
  Eth.prototype.estimateGas = estimateGas
  // The client counts every pooled transaction of the account into its pending nonce, even those beyond a gap; and addresses with
  // capitals (EIP-55) miss its pool.
  const { getTransactionCount } = Eth.prototype
  Eth.prototype.getTransactionCount = async function ([address, block]) {
    const mined = await getTransactionCount.call(this, [address, block === 'pending' ? 'latest' : block])
    if (block !== 'pending') return mined
    const pooled = new Set(this.service.txPool.pool.get(address.slice(2).toLowerCase())?.map((entry) => entry.tx.nonce))
    let next = BigInt(mined)
    while (pooled.has(next)) next++
    return quantity(next)
  }
  for (const name of ['call', 'estimateGas', 'getBalance', 'getCode', 'getStorageAt', 'getTransactionCount', 'getProof']) waitForState(name)
  const { call } = Eth.prototype
  Eth.prototype.call = async function (params) {
    try {
      return await call.call(this, params)
    } catch (error) {
      if (error?.code === REVERTED) throw { ...error, message: `execution reverted: ${error.message}` }
      throw error
    }
  }
  // The client looks at past blocks, which may all be empty, and then names 0, which its own pool does not take.
  Eth.prototype.maxPriorityFeePerGas = async () => quantity(TIP)
  Eth.prototype.accounts = async () => []
}
