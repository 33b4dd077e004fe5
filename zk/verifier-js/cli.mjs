#!/usr/bin/env node
// usage: auditnode-verifier stream --rpc URL --ledger ADDRESS --job ID --institution ADDRESS     checks every record of a stream on chain
//        auditnode-verifier verify-archive --rpc URL --ledger ADDRESS --archive PATH ...        checks archives (folders) and bundles (files) against the chain
//        auditnode-verifier proofs                                                            one JSON request a line on stdin, one answer a line
// Exit codes: 0 everything valid, 1 something is not, 2 wrong arguments.
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { verifyArchive } from './archive.mjs'
import { batchSession, keySession, recordSession, relationSession } from './context.mjs'
import { verifyStream } from './ledger.mjs'
import { attributionInstance, isAttributedTo, verifyCompact } from './proof.mjs'
import { Malformed, bytes } from './suite.mjs'

const usage = 'usage: auditnode-verifier stream --rpc URL --ledger ADDRESS --job ID --institution ADDRESS\n'
  + '       auditnode-verifier verify-archive --rpc URL --ledger ADDRESS --archive PATH [--archive PATH ...] [--job ID]\n'
  + '       auditnode-verifier proofs < requests.jsonl'
const sessions = { record: recordSession, relation: relationSession, batch: batchSession, key: keySession }

function verifyRequest({ kind, context, publicKey, instance, proof }) {
  if (!Object.hasOwn(sessions, kind)) throw new Malformed(`kind must be one of ${Object.keys(sessions).join(', ')}`)
  const key = bytes(publicKey)
  if (kind === 'relation' && !isAttributedTo(bytes(instance), key)) throw new Malformed('the statement does not begin with the institution\'s key')
  return verifyCompact(sessions[kind](context), kind === 'relation' ? bytes(instance) : attributionInstance(key), bytes(proof))
}

async function proofs() {
  let all = true
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    let answer
    try {
      const valid = verifyRequest(JSON.parse(line))
      answer = valid ? { valid } : { valid, reason: 'the challenge does not match' }
    } catch (error) {
      // Whatever goes wrong while reading a request, the answer is "invalid": never a crash, never "valid".
      answer = { valid: false, reason: error.message }
    }
    all &&= answer.valid
    process.stdout.write(JSON.stringify(answer) + '\n')
  }
  return all ? 0 : 1
}

async function stream(options) {
  const missing = ['rpc', 'ledger', 'job', 'institution'].filter((name) => !options[name])
  if (missing.length > 0) {
    process.stderr.write(`missing --${missing.join(', --')}\n${usage}\n`)
    return 2
  }
  try {
    const result = await verifyStream({ rpc: options.rpc, ledger: options.ledger, jobId: options.job, institution: options.institution })
    const { hashes, ...summary } = result
    process.stdout.write(JSON.stringify({ valid: true, ...summary }) + '\n')
    return 0
  } catch (error) {
    process.stdout.write(JSON.stringify({ valid: false, reason: error.shortMessage ?? error.message }) + '\n')
    return 1
  }
}

async function archive(options) {
  if (!options.rpc || !options.ledger || !options.archive) {
    process.stderr.write(`missing --rpc, --ledger or --archive\n${usage}\n`)
    return 2
  }
  try {
    const { jobs, faults } = await verifyArchive({ rpc: options.rpc, ledger: options.ledger, locations: options.archive, jobs: options.job ? [options.job] : [] })
    process.stdout.write(JSON.stringify({ valid: faults.length === 0, reason: faults[0], jobs, faults }) + '\n')
    return faults.length === 0 ? 0 : 1
  } catch (error) {
    process.stdout.write(JSON.stringify({ valid: false, reason: error.shortMessage ?? error.message }) + '\n')
    return 1
  }
}

async function main() {
  let parsed
  try {
    const text = { type: 'string' }
    parsed = parseArgs({ allowPositionals: true, options: { rpc: text, ledger: text, job: text, institution: text, archive: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`)
    return 2
  }
  const { values, positionals } = parsed
  if (values.help) {
    process.stdout.write(usage + '\n')
    return 0
  }
  if (positionals.length === 1 && positionals[0] === 'proofs') return proofs()
  if (positionals.length === 1 && positionals[0] === 'stream') return stream(values)
  if (positionals.length === 1 && positionals[0] === 'verify-archive') return archive(values)
  process.stderr.write(usage + '\n')
  return 2
}

process.exitCode = await main()
