// What a proof is bound to. Each tag is a 64-byte label and 32-byte words (docs/proofs.md).
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Malformed, bytes, deriveSessionId, toBytes } from './suite.mjs'

const schema = 1n

function label(purpose) {
  const padded = new Uint8Array(64)
  padded.set(utf8ToBytes(`AuditNode-V01-${purpose}-CMPT-with-sigma-proofs_Keccak256_BN254`))
  return padded
}

function word(value, length) {
  const octets = bytes(value)
  if (octets.length !== length) throw new Malformed(`${value} has ${octets.length} bytes, not ${length}`)
  return concatBytes(new Uint8Array(32 - length), octets)
}

const number = (value) => toBytes(BigInt(value), 32)
const session = (purpose, ...words) => deriveSessionId(concatBytes(label(purpose), ...words))
const place = ({ chainId, ledger, jobId, institution }) => [number(chainId), word(ledger, 20), number(schema), word(jobId, 32), word(institution, 20)]

export const recordSession = (c) => session('record', ...place(c), number(c.sequence), word(c.previousHash, 32), word(c.recordHash, 32))
export const relationSession = (c) => session('relation', ...place(c), number(c.sequence), word(c.previousHash, 32), word(c.recordHash, 32))
export const batchSession = (c) => session('batch', ...place(c), number(c.firstSequence), number(c.recordHashes.length), word(c.previousHash, 32),
  keccak_256(concatBytes(...c.recordHashes.map((hash) => word(hash, 32)))))
export const keySession = (c) => session('key', number(c.chainId), word(c.registry, 20), number(schema), word(c.institution, 20), number(c.keyVersion))

/** What stands in the place of the previous hash for record 0. */
export const streamId = ({ chainId, ledger, jobId, institution }) =>
  keccak_256(concatBytes(number(chainId), word(ledger, 20), word(jobId, 32), word(institution, 20)))
