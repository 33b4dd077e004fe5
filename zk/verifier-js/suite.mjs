// The ciphersuite sigma-proofs_Keccak256_BN254 (docs/proofs.md), on noble's curve and hash.
import { bn254 } from '@noble/curves/bn254.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export const Point = bn254.G1.Point
export const q = Point.Fn.ORDER
export const p = Point.Fp.ORDER
export const elementLength = 64
export const scalarLength = 32
const rate = 136

/** Input that does not follow the format. The verifier's answer to it is "invalid", with this reason. */
export class Malformed extends Error {}

export const bytes = (hex) => {
  if (typeof hex !== 'string' || !/^0x([0-9a-fA-F]{2})*$/.test(hex)) throw new Malformed(`not 0x-prefixed hex: ${String(hex).slice(0, 20)}`)
  return hexToBytes(hex.slice(2))
}

export const toInteger = (octets) => octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n)

/** I2OSP of RFC 8017: `length` bytes, big-endian. */
export function toBytes(value, length) {
  if (value < 0n || value >= 1n << BigInt(8 * length)) throw new Malformed(`${value} does not fit into ${length} bytes`)
  return hexToBytes(value.toString(16).padStart(2 * length, '0'))
}

export function readScalar(octets) {
  if (octets.length !== scalarLength) throw new Malformed('a scalar has 32 bytes')
  const value = toInteger(octets)
  if (value >= q) throw new Malformed('a scalar is not below the group order')
  return value
}

export function readElement(octets) {
  if (octets.length !== elementLength) throw new Malformed('a group element has 64 bytes')
  const x = toInteger(octets.subarray(0, 32))
  const y = toInteger(octets.subarray(32))
  if (x >= p || y >= p) throw new Malformed('a coordinate is not below the field order')
  if (x === 0n && y === 0n) throw new Malformed('a group element is the identity')
  const point = Point.fromAffine({ x, y })
  try {
    point.assertValidity()
  } catch {
    throw new Malformed('a group element is not on the curve')
  }
  return point
}

export function writeElement(point) {
  if (point.is0()) throw new Malformed('the identity has no encoding')
  const { x, y } = point.toAffine()
  return concatBytes(toBytes(x, 32), toBytes(y, 32))
}

/** noble refuses to multiply by zero. */
export const multiply = (point, scalar) => (scalar % q === 0n ? Point.ZERO : point.multiplyUnsafe(((scalar % q) + q) % q))

function squeeze(sessionId, absorbed, length) {
  if (sessionId.length !== 32) throw new Malformed('a session identifier has 32 bytes')
  const digest = keccak_256(concatBytes(sessionId, new Uint8Array(rate - 32), absorbed))
  const blocks = []
  for (let i = 0n; 32n * i < length; i++) blocks.push(keccak_256(concatBytes(digest, toBytes(i, 32))))
  return concatBytes(...blocks).subarray(0, length)
}

export const deriveSessionId = (tag) => squeeze(utf8ToBytes('irtf-cfrg-fiat-shamir/session-id'), tag, 32)

/** The challenge reads its 48 bytes big-endian, unlike the draft's suites. */
export const deriveChallenge = (sessionId, instance, commitment) => toInteger(squeeze(sessionId, concatBytes(instance, commitment), 48)) % q
