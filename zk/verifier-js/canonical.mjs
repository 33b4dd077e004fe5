// Canonical JSON (RFC 8785, restricted to texts, integers, lists and objects): bytes that parse to a value and are its one encoding.
import { Malformed } from './suite.mjs'

const maximumDepth = 16

function write(value, depth) {
  if (depth > maximumDepth) throw new Malformed('the JSON is nested too deep')
  if (typeof value === 'string') return JSON.stringify(value)
  if (Number.isSafeInteger(value)) return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  if (value !== null && typeof value === 'object')
    // Default order of strings is by UTF-16 code units, as the RFC has it.
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${write(value[key], depth + 1)}`).join(',')}}`
  throw new Malformed('the JSON has a value that is neither text, integer, list nor object')
}

/** The value of canonical bytes; throws Malformed where they are not canonical. */
export function parseCanonical(octets) {
  let value
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets))
  } catch {
    throw new Malformed('it is no JSON in UTF-8')
  }
  if (!Buffer.from(write(value, 0)).equals(Buffer.from(octets))) throw new Malformed('it is not in canonical form')
  return value
}
