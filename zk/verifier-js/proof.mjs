// Verification of compact proofs: challenge || responses.
import { concatBytes, equalBytes } from '@noble/curves/utils.js'
import { combine, readRelation } from './relation.mjs'
import { Malformed, deriveChallenge, elementLength, multiply, q, readScalar, scalarLength, toBytes, writeElement } from './suite.mjs'

export function verifyCompact(sessionId, instance, proof) {
  const { equations, elements, scalarCount } = readRelation(instance)
  if (proof.length !== scalarLength * (scalarCount + 1)) throw new Malformed(`the proof has ${proof.length} bytes, not ${scalarLength * (scalarCount + 1)}`)
  const [challenge, ...responses] = Array.from({ length: scalarCount + 1 }, (_, i) => readScalar(proof.subarray(32 * i, 32 * i + 32)))
  if (challenge === 0n) throw new Malformed('the challenge is zero')
  const commitment = equations.map((equation) =>
    writeElement(
      combine(equation.terms, elements, (t) => (t.coefficient * responses[t.scalar]) % q)
        .add(multiply(combine(equation.image, elements, (t) => t.coefficient), q - challenge))))
  return deriveChallenge(sessionId, instance, concatBytes(...commitment)) === challenge
}

const word = (value) => toBytes(BigInt(value), 32)
const le = (value) => Uint8Array.of(value, 0, 0, 0)

/** The bytes every attribution statement starts with: one equation, image 1 * X, term x * G. */
export const attributionEquation = concatBytes(le(1), le(1), word(1), le(1), le(0), le(0), word(1))

/** The discrete-logarithm instance X = x * G of a 64-byte public key. */
export function attributionInstance(publicKey) {
  if (publicKey.length !== elementLength) throw new Malformed('a proof key has 64 bytes')
  return concatBytes(le(1), attributionEquation, publicKey)
}

/** True where a composed instance begins with the attribution of exactly this key (element 1, first equation). */
export function isAttributedTo(instance, publicKey) {
  const { elements } = readRelation(instance)
  return equalBytes(instance.subarray(4, 4 + attributionEquation.length), attributionEquation) && equalBytes(writeElement(elements[1]), publicKey)
}
