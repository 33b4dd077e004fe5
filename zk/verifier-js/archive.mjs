// Holds archives and bundles against the chain: hashes, heads, proofs, places, artifacts, messages. The first fault of each kind is told.
import { Contract, Interface, JsonRpcProvider } from 'ethers'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { parseCanonical } from './canonical.mjs'
import { streamId } from './context.mjs'
import { verifyStream } from './ledger.mjs'
import { readSources } from './sources.mjs'

const ledgerViews = new Interface(['function jobs() view returns (address)'])
const jobViews = new Interface([
  'function state(bytes32 jobId) view returns (uint8)',
  `function job(bytes32 jobId) view returns (tuple(tuple(bytes32 specHash, address[] parties, address[] dataHolders, uint16 protocol, uint32 clusters, uint32 rounds,
    uint8 leakage, uint128 rho, uint64 consentDeadline) spec, address proposer, uint8 state, uint64 proposedAt, uint64 consentedAt, uint64 startedAt, uint64 endedAt,
    bytes32 resultHash, bytes32 abortReason))`,
])

const bare = (hex) => hex.slice(2).toLowerCase()
const hashOf = (octets) => bytesToHex(sha256(octets))
const received = new Set(['ciphertexts.received', 'message.received', 'result.received'])
const lists = new Set(['inputs.manifest', 'outputs.manifest'])

/** Resolves to { jobs: [...], faults: [...] }; no faults means that everything holds. */
export async function verifyArchive({ rpc, ledger, locations, jobs }) {
  const faults = []
  const fault = (where, reason) => faults.push(`${where}: ${reason}`)
  const found = readSources(locations)
  for (const entry of found.unexpected) fault(entry.name, 'no archive has such a file')
  const artifacts = checkArtifacts(found.artifacts, fault)
  const provider = new JsonRpcProvider(rpc, undefined, { staticNetwork: true, batchMaxCount: 1 })
  try {
    const { chainId } = await provider.getNetwork()
    const registry = new Contract(await new Contract(ledger, ledgerViews, provider).jobs(), jobViews, provider)
    const named = jobs?.length > 0 ? jobs.map(bare) : [...new Set([...found.specifications.keys(), ...[...found.records.keys()].map((key) => key.slice(0, 64))])].sort()
    if (named.length === 0) fault('archives', 'they have nothing of any job')
    const reports = []
    for (const job of named) reports.push(await verifyJob({ rpc, ledger, chainId, registry, job, found, artifacts, fault }))
    return { jobs: reports, faults }
  } finally {
    provider.destroy()
  }
}

function checkArtifacts(entries, fault) {
  const intact = new Map()
  for (const entry of entries) {
    const digest = entry.measure()
    if (digest !== entry.digest) fault(entry.name, `its ${entry.length} bytes have the SHA-256 ${digest}`)
    else intact.set(digest, entry)
  }
  return intact
}

async function verifyJob({ rpc, ledger, chainId, registry, job, found, artifacts, fault }) {
  const jobId = `0x${job}`
  if ((await registry.state(jobId)) === 0n) {
    fault(`job ${jobId}`, 'the chain has no such job')
    return { jobId, records: 0 }
  }
  const { spec } = await registry.job(jobId)
  for (const entry of found.specifications.get(job) ?? []) {
    const digest = hashOf(entry.read())
    if (digest !== bare(spec.specHash)) fault(entry.name, `its SHA-256 is ${digest}, and the parties consented to ${bare(spec.specHash)}`)
  }
  const streams = new Map()
  for (const institution of spec.parties) {
    const where = `stream of ${institution} in job ${jobId}`
    let chain = { hashes: [], count: 0 }
    try {
      chain = await verifyStream({ rpc, ledger, jobId, institution })
    } catch (error) {
      fault(where, error.shortMessage ?? error.message)
    }
    const place = { chainId: Number(chainId), ledger: bare(ledger), jobId: job, institution: bare(institution) }
    const entries = found.records.get(`${job}/${bare(institution)}`) ?? new Map()
    streams.set(bare(institution), { hashes: chain.hashes.map(bare), records: checkRecords(entries, chain.hashes.map(bare), place, artifacts, fault) })
  }
  checkMessages(streams, fault)
  return { jobId, records: [...streams.values()].reduce((sum, { records }) => sum + records.size, 0), anchored: [...streams.values()].reduce((sum, { hashes }) => sum + hashes.length, 0) }
}

/** The records that are what the chain has, by number. */
function checkRecords(entries, hashes, place, artifacts, fault) {
  const sound = new Map()
  const id = (sequence) => `record ${sequence} of 0x${place.institution}`
  // Of others' streams an archive may have single records, which came with messages; of its own it has all.
  const own = entries.has(0) || 2 * entries.size >= hashes.length
  if (entries.size > 0 && own) for (let i = 0; i < hashes.length; i++) if (!entries.has(i)) fault(id(i), 'it is anchored and not archived')
  for (const [sequence, copies] of [...entries].sort(([a], [b]) => a - b)) {
    for (const entry of copies) {
      try {
        const octets = entry.read()
        const digest = hashOf(octets)
        if (entry.expected && digest !== entry.expected) throw new Error('its bytes are not those that the index of the bundle names')
        if (sequence < hashes.length && digest !== hashes[sequence]) throw new Error(`its SHA-256 is ${digest}, and ${hashes[sequence]} is anchored`)
        const record = parseCanonical(octets)
        const previous = sequence === 0 ? bytesToHex(streamId({ chainId: place.chainId, ledger: `0x${place.ledger}`, jobId: `0x${place.jobId}`, institution: `0x${place.institution}` })) : hashes[sequence - 1]
        for (const [member, expected] of Object.entries({ schema: 'auditnode.record/1', ...place, sequence }))
          if (record[member] !== expected) throw new Error(`${member} is ${record[member]}, not ${expected}`)
        if (previous !== undefined && record.previousRecordHash !== previous) throw new Error(`it names ${record.previousRecordHash} as the record before, which is ${previous}`)
        sound.set(sequence, { ...record, hash: digest })
        if (own) checkNamed(record, artifacts)
      } catch (error) {
        fault(id(sequence), `${error.message} (${entry.name})`)
      }
    }
  }
  return sound
}

function checkNamed(record, artifacts) {
  for (const { name, sha256: digest, bytes } of [...record.inputs, ...record.outputs]) {
    const entry = artifacts.get(digest)
    if (!entry) throw new Error(`no archive has ${name} (${digest}) intact`)
    if (entry.length !== bytes) throw new Error(`${name} has ${entry.length} bytes, not ${bytes}`)
    if (lists.has(name)) checkNamed({ inputs: parseCanonical(entry.read()).artifacts, outputs: [] }, artifacts)
  }
}

/** What is received is what the named record of the sender sends. */
function checkMessages(streams, fault) {
  for (const [institution, { records }] of streams) {
    for (const [sequence, record] of records) {
      if (!received.has(record.kind) || !record.counterparty?.recordHash) continue
      const theirs = streams.get(record.counterparty.institution)
      const where = `record ${sequence} of 0x${institution}`
      if (!theirs?.hashes.includes(record.counterparty.recordHash) && ![...(theirs?.records.values() ?? [])].some(({ hash }) => hash === record.counterparty.recordHash)) {
        fault(where, `the sender has no record ${record.counterparty.recordHash}`)
        continue
      }
      const sent = [...theirs.records.values()].find(({ hash }) => hash === record.counterparty.recordHash)
      const isSent = ({ name, sha256: digest, bytes }) => sent.outputs.some((o) => o.name === name && o.sha256 === digest && o.bytes === bytes)
      if (sent && !record.inputs.every(isSent) && !record.inputs.some(({ name }) => lists.has(name))) fault(where, 'it received something else than the sender sent')
    }
  }
}
