// Which transactions a node accepts and offers for the next block.
import { createAddressFromString } from '@ethereumjs/util'
import { load } from './client.mjs'
import { hex, sleep } from './bytes.mjs'

const { TxPool } = await load('src/service/txpool.js')
const LARGEST = 128 * 1024 // bytes of call data, as in the client

// The state at the head, once it is executed; the client copies a whole virtual machine for each transaction, and fails while the head
// is not executed.
async function stateAtHead(pool) {
  const { execution, chain } = pool.service
  for (let i = 0; i < 100 && !(await execution.vm.stateManager.hasStateRoot(chain.headers.latest.stateRoot)); i++) await sleep(50)
  const head = chain.headers.latest
  const root = hex(head.stateRoot)
  if (pool.headState?.root !== root) {
    const open = async () => {
      const state = execution.vm.stateManager.shallowCopy(false)
      await state.setStateRoot(head.stateRoot)
      return state
    }
    pool.headState = { root, state: open() }
  }
  return { head, state: await pool.headState.state }
}

export function install() {
  TxPool.prototype.validate = async function (tx) {
    if (!tx.isSigned()) throw new Error('transaction is not signed')
    if (tx.data.length > LARGEST) throw new Error(`transaction data of ${tx.data.length} bytes is larger than ${LARGEST}`)
    const { head, state } = await stateAtHead(this)
    if (tx.gasLimit > head.gasLimit) throw new Error(`exceeds block gas limit: ${tx.gasLimit} > ${head.gasLimit}`)
    const sender = tx.getSenderAddress()
    const account = await state.getAccount(sender)
    const nonce = account?.nonce ?? 0n
    const balance = account?.balance ?? 0n
    if (tx.nonce < nonce) throw new Error(`nonce too low: account ${sender} has nonce ${nonce}, transaction ${tx.nonce}`)
    const cost = tx.value + this.txGasPrice(tx).maxFee * tx.gasLimit
    if (balance < cost) throw new Error(`insufficient funds: account ${sender} has ${balance}, transaction costs up to ${cost}`)
    const other = this.pool.get(sender.toString().slice(2))?.find((entry) => entry.tx.nonce === tx.nonce)
    if (other === undefined) return
    if (other.hash === hex(tx.hash())) throw new Error(`already known: 0x${other.hash}`)
    this.validateTxGasBump(other.tx, tx)
  }

  // A pooled transaction that another validator has mined makes the client skip its sender altogether.
  const { txsByPriceAndNonce } = TxPool.prototype
  TxPool.prototype.txsByPriceAndNonce = async function (vm, options) {
    for (const [address, entries] of [...this.pool]) {
      const account = await vm.stateManager.getAccount(createAddressFromString(`0x${address}`))
      const open = entries.filter((entry) => entry.tx.nonce >= (account?.nonce ?? 0n))
      if (open.length === entries.length) continue
      this.txsInPool -= entries.length - open.length
      if (open.length > 0) this.pool.set(address, open)
      else this.pool.delete(address)
    }
    return txsByPriceAndNonce.call(this, vm, options)
  }
}
