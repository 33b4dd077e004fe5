// Building blocks with transactions on a Clique chain.
import { cliqueSigner, createSealedCliqueBlock } from '@ethereumjs/block'
import { BlockBuilder, runTx } from '@ethereumjs/vm'
import { load } from './client.mjs'

const { VMExecution } = await load('src/execution/vmexecution.js')
// The client knows this text and tries the next transaction.
const FULL = 'tx has a higher gas limit than the remaining gas in the block'

export function install({ buildTime }) {
  // "Must include cliqueSigner function if clique/poa": the client makes its EVM without one, so that no contract call succeeds.
  const { setupMerkleVM } = VMExecution.prototype
  VMExecution.prototype.setupMerkleVM = async function () {
    await setupMerkleVM.call(this)
    this.merkleVM.evm._optsCached.cliqueSigner = cliqueSigner
  }

  // "extraData must be 97 bytes": the library runs each transaction in a block that is not sealed yet. One sealed stand-in per block is
  // enough, since only its signer matters, who gets the fees.
  const { addTransaction, build } = BlockBuilder.prototype
  BlockBuilder.prototype.addTransaction = async function (tx, options = {}) {
    const key = this.blockOpts.cliqueSigner
    if (key === undefined) return addTransaction.call(this, tx, options)
    this.checkStatus()
    if (!this.checkpointed) {
      await this.vm.evm.journal.checkpoint()
      this.checkpointed = true
    }
    if (tx.gasLimit > BigInt(this.headerData.gasLimit) - this.gasUsed) throw new Error(FULL)
    this.started ??= Date.now()
    if (Date.now() - this.started > buildTime) throw new Error(FULL) // a slow machine must not miss its turn
    this.standIn ??= createSealedCliqueBlock({ header: { ...this.headerData, gasUsed: 0n } }, key, this.blockOpts)
    const { skipHardForkValidation } = options
    const result = await runTx(this.vm, { tx, block: this.standIn, skipHardForkValidation, blockGasUsed: this.gasUsed })
    this.transactions.push(tx)
    this.transactionResults.push(result)
    this.gasUsed += result.totalGasSpent
    this._minerValue += result.minerValue
    return result
  }

  // The first block of an epoch must list the signers; the library leaves it empty, and the chain ends there.
  BlockBuilder.prototype.build = async function (seal) {
    const epoch = BigInt(this.vm.common.consensusConfig().epoch ?? 0)
    const number = BigInt(this.headerData.number)
    if (this.blockOpts.cliqueSigner !== undefined && epoch > 0n && number % epoch === 0n) {
      const signers = this.vm.blockchain.consensus.cliqueActiveSigners(number)
      this.headerData.extraData = Buffer.concat([Buffer.alloc(32), ...signers.map((signer) => signer.bytes), Buffer.alloc(65)])
    }
    return build.call(this, seal)
  }
}
