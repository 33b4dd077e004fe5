// Who may seal, and who has sealed lately.
import { cliqueSigner } from '@ethereumjs/block'
import { CliqueConsensus } from '@ethereumjs/blockchain'

/** Blocks out of which a signer may seal one: a majority of the signers. */
export const signerLimit = (signers) => Math.floor(signers.length / 2) + 1

export function install() {
  // After a reorganisation the client keeps the signer of the first replaced block among the recent ones: it would refuse a good block,
  // or seal one that the others refuse. The list is made anew from the chain whenever it is not that of consecutive blocks.
  const { newBlock } = CliqueConsensus.prototype
  CliqueConsensus.prototype.newBlock = async function (block, commonAncestor) {
    await newBlock.call(this, block, commonAncestor)
    const { number } = block.header
    const recent = this._cliqueLatestBlockSigners
    if (recent.every(([of], i) => of === number - BigInt(recent.length - 1 - i))) return
    const limit = BigInt(this.cliqueSignerLimit(number))
    this._cliqueLatestBlockSigners = []
    for (let n = number < limit ? 1n : number - limit + 1n; n <= number; n++) {
      const header = await this.blockchain.getCanonicalHeader(n)
      this._cliqueLatestBlockSigners.push([n, cliqueSigner(header)])
    }
    await this.cliqueUpdateLatestBlockSigners()
  }
}
