// Archives (folders) and bundles (files), read with bounds: what they hold comes as it is, and nothing of it is trusted.
import { closeSync, lstatSync, openSync, readSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { parseCanonical } from './canonical.mjs'
import { Malformed } from './suite.mjs'

const chunk = 1 << 20
const maximumSmall = 1 << 23
const maximumIndex = 1 << 27
const maximumEntries = 1 << 22
const artifactPath = /^artifacts\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/
const recordPath = /^jobs\/([0-9a-f]{64})\/records\/([0-9a-f]{40})\/([0-9]{12})\.json$/
const specificationPath = /^jobs\/([0-9a-f]{64})\/specification\.json$/

/** SHA-256 and length of a part of a file, in bounded memory. */
function measure(file, offset, length) {
  const descriptor = openSync(file, 'r')
  try {
    const hash = sha256.create()
    const buffer = Buffer.alloc(chunk)
    let rest = length
    while (rest > 0) {
      const read = readSync(descriptor, buffer, 0, Math.min(chunk, rest), offset + length - rest)
      if (read === 0) throw new Malformed(`${file} ends early`)
      hash.update(buffer.subarray(0, read))
      rest -= read
    }
    return bytesToHex(hash.digest())
  } finally {
    closeSync(descriptor)
  }
}

function readPart(file, offset, length, maximum = maximumSmall) {
  if (length > maximum) throw new Malformed(`${file}: ${length} bytes are too many`)
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(length)
    let done = 0
    while (done < length) {
      const read = readSync(descriptor, buffer, done, length - done, offset + done)
      if (read === 0) throw new Malformed(`${file} ends early`)
      done += read
    }
    return buffer
  } finally {
    closeSync(descriptor)
  }
}

/** A file of a source: name for messages, path within, and ways to its bytes. */
const entryOf = (source, path, file, offset, length) => ({
  name: `${source}: ${path}`, path, length, read: () => readPart(file, offset, length), measure: () => measure(file, offset, length),
})

function* walk(root, path, depth) {
  if (depth > 6) throw new Malformed(`${root}: ${path} is deeper than any archive`)
  for (const name of readdirSync(join(root, path)).sort()) {
    const inner = path === '' ? name : `${path}/${name}`
    const state = lstatSync(join(root, inner))
    if (state.isSymbolicLink()) throw new Malformed(`${root}: ${inner} is a link, and no archive has links`)
    if (inner === 'incoming') continue // what a writer has not finished
    if (state.isDirectory()) yield* walk(root, inner, depth + 1)
    else if (state.isFile()) yield entryOf(root, inner, join(root, inner), 0, state.size)
    else throw new Malformed(`${root}: ${inner} is no regular file`)
  }
}

function* bundle(file) {
  const size = lstatSync(file).size
  const start = readPart(file, 0, Math.min(size, maximumIndex), maximumIndex)
  let position = 0
  const line = () => {
    const end = start.indexOf(10, position)
    if (end < 0) throw new Malformed(`${file}: the index has no end`)
    const octets = start.subarray(position, end)
    position = end + 1
    return octets
  }
  const header = parseCanonical(line())
  if (header.schema !== 'auditnode.bundle/1' || !(header.entries >= 0) || header.entries > maximumEntries) throw new Malformed(`${file}: it is no bundle`)
  const lines = Array.from({ length: header.entries }, () => parseCanonical(line()))
  const digest = bytesToHex(sha256(start.subarray(0, position)))
  if (line().toString() !== digest) throw new Malformed(`${file}: the index was changed`)
  if (position + lines.reduce((sum, { bytes }) => sum + bytes, 0) !== size) throw new Malformed(`${file}: it has another length than its index says`)
  let offset = position
  for (const { path, sha256: expected, bytes } of lines) {
    const entry = entryOf(file, path, file, offset, bytes)
    yield { ...entry, expected }
    offset += bytes
  }
}

/** What lies in archives and bundles: { artifacts: [entry], records: Map(job/institution -> Map(sequence -> [entry])), specifications: Map(job -> [entry]) }. */
export function readSources(locations) {
  const found = { artifacts: [], records: new Map(), specifications: new Map(), unexpected: [] }
  const push = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value])
  for (const location of locations) {
    const state = lstatSync(location)
    if (state.isSymbolicLink()) throw new Malformed(`${location} is a link`)
    for (const entry of state.isDirectory() ? walk(location, '', 0) : bundle(location)) {
      let match
      if ((match = artifactPath.exec(entry.path))) found.artifacts.push({ ...entry, digest: match[2] })
      else if ((match = specificationPath.exec(entry.path))) push(found.specifications, match[1], entry)
      else if ((match = recordPath.exec(entry.path))) {
        const key = `${match[1]}/${match[2]}`
        if (!found.records.has(key)) found.records.set(key, new Map())
        push(found.records.get(key), Number(match[3]), entry)
      } else found.unexpected.push(entry)
    }
  }
  return found
}
