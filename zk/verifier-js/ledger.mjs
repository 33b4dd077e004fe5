// Reads one stream (job, institution) of the audit ledger from a node and checks it: gapless, equal to the stored hashes, every proof valid.
import { Contract, Interface, JsonRpcProvider } from 'ethers'
import { batchSession, recordSession, relationSession, streamId } from './context.mjs'
import { attributionInstance, isAttributedTo, verifyCompact } from './proof.mjs'
import { Malformed, bytes, toBytes } from './suite.mjs'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'

const blocksPerQuery = 2500

export const ledgerInterface = new Interface([
  'function append(bytes32 jobId, uint64 sequence, bytes32 recordHash, uint256 keyY, uint256 challenge, uint256 response)',
  'function appendBatch(bytes32 jobId, uint64 firstSequence, bytes32[] recordHashes, uint256 keyY, uint256 challenge, uint256 response)',
  'function appendRelation(bytes32 jobId, uint64 sequence, bytes32 recordHash, bytes instance, bytes proof)',
  'function record(bytes32 jobId, address institution, uint64 sequence) view returns (bytes32)',
  'function head(bytes32 jobId, address institution) view returns (uint64 count, bytes32 lastHash)',
  'function registry() view returns (address)',
  'event RecordAppended(bytes32 indexed jobId, address indexed institution, uint64 indexed sequence, bytes32 recordHash)',
])
const registryInterface = new Interface([
  'event KeyActivated(address indexed institution, uint64 indexed version, uint256 x, uint256 y)',
])

const hex = (octets) => '0x' + bytesToHex(octets)

async function logsInRanges(provider, filter, toBlock) {
  const logs = []
  for (let from = 0; from <= toBlock; from += blocksPerQuery)
    logs.push(...(await provider.getLogs({ ...filter, fromBlock: from, toBlock: Math.min(from + blocksPerQuery - 1, toBlock) })))
  return logs
}

/** The proofs of one transaction's calldata as checks: { session, instance, proof, keyY } for the record with this sequence. */
function checksOf(call, place, sequence, hashes) {
  const previousHash = (first) => (first === 0n ? hex(streamId(place)) : hashes[Number(first) - 1])
  const [challenge, response] = call.name === 'appendRelation' ? [] : [call.args.challenge, call.args.response]
  const scalars = () => concatBytes(toBytes(challenge, 32), toBytes(response, 32))
  switch (call.name) {
    case 'append':
      return { session: recordSession({ ...place, sequence, previousHash: previousHash(sequence), recordHash: hashes[Number(sequence)] }), proof: scalars(), keyY: call.args.keyY }
    case 'appendBatch': {
      const first = call.args.firstSequence
      const recordHashes = [...call.args.recordHashes]
      if (recordHashes[Number(sequence - first)] !== hashes[Number(sequence)]) throw new Malformed('the batch names another hash than the event')
      return { session: batchSession({ ...place, firstSequence: first, previousHash: previousHash(first), recordHashes }), proof: scalars(), keyY: call.args.keyY }
    }
    case 'appendRelation':
      return {
        session: relationSession({ ...place, sequence, previousHash: previousHash(sequence), recordHash: hashes[Number(sequence)] }),
        instance: bytes(call.args.instance), proof: bytes(call.args.proof),
      }
    default:
      throw new Malformed(`a record was appended by a call of ${call.name}`)
  }
}

/** Resolves to { count, lastHash, block, hashes }; throws an Error that names the first bad record. */
export async function verifyStream({ rpc, ledger, jobId, institution }) {
  const provider = new JsonRpcProvider(rpc, undefined, { staticNetwork: true, batchMaxCount: 1 })
  try {
    const toBlock = await provider.getBlockNumber()
    const { chainId } = await provider.getNetwork()
    if ((await provider.getCode(ledger)) === '0x') throw new Error(`there is no contract at ${ledger} on chain ${chainId}`)
    const place = { chainId, ledger, jobId, institution }
    const contract = new Contract(ledger, ledgerInterface, provider)
    const registry = await contract.registry()
    const topics = ledgerInterface.encodeFilterTopics('RecordAppended', [jobId, institution])
    const events = (await logsInRanges(provider, { address: ledger, topics }, toBlock)).map((log) => ({ log, ...ledgerInterface.parseLog(log).args.toObject() }))
    const keys = (await logsInRanges(provider, { address: registry, topics: registryInterface.encodeFilterTopics('KeyActivated', [institution]) }, toBlock))
      .map((log) => ({ log, ...registryInterface.parseLog(log).args.toObject() }))
    const hashes = events.map((e) => e.recordHash)
    const calls = new Map()
    for (const [i, event] of events.entries()) {
      const at = (reason) => new Error(`record ${i} of ${institution} in job ${jobId}: ${reason}`)
      if (event.sequence !== BigInt(i)) throw at(`the event carries sequence ${event.sequence}`)
      if ((await contract.record(jobId, institution, i, { blockTag: toBlock })) !== event.recordHash) throw at('the stored hash differs from the event')
      const id = event.log.transactionHash
      if (!calls.has(id)) calls.set(id, await provider.getTransaction(id))
      const transaction = calls.get(id)
      if (transaction.to.toLowerCase() !== ledger.toLowerCase()) throw at('it was appended through another contract, so its proof is not in the calldata')
      const key = keys.findLast(({ log }) => log.blockNumber < event.log.blockNumber || (log.blockNumber === event.log.blockNumber && log.index < event.log.index))
      if (!key) throw at('the institution had no key')
      const publicKey = concatBytes(toBytes(key.x, 32), toBytes(key.y, 32))
      const call = ledgerInterface.parseTransaction({ data: transaction.data })
      if (!call) throw at('the calldata is of no known function')
      let valid
      try {
        const check = checksOf(call, place, BigInt(i), hashes)
        if (check.instance && !isAttributedTo(check.instance, publicKey)) throw new Malformed('the statement does not begin with the institution\'s key')
        valid = verifyCompact(check.session, check.instance ?? attributionInstance(publicKey), check.proof)
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        throw at(error.message)
      }
      if (!valid) throw at('the proof is wrong')
    }
    const head = await contract.head(jobId, institution, { blockTag: toBlock })
    if (head.count !== BigInt(events.length)) throw new Error(`the ledger counts ${head.count} records and emitted ${events.length} events`)
    if (events.length > 0 && head.lastHash !== hashes.at(-1)) throw new Error('the head is not the hash of the last record')
    return { count: events.length, lastHash: head.lastHash, block: toBlock, hashes }
  } finally {
    provider.destroy()
  }
}
