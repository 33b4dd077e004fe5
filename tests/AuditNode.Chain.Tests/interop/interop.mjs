// Runs viem and ethers for the tests: one JSON request a line on stdin, {"do": name, "cases": [...]}; one answer a line on stdout,
// {"results": [...]} or {"error": text}. Integers are decimal strings, bytes are 0x strings, tuples are arrays.
import { createInterface } from 'node:readline'
import * as abi from './abi.mjs'
import * as accounts from './accounts.mjs'
import * as keystore from './keystore.mjs'
import * as rlp from './rlp.mjs'

const operations = { ...abi, ...accounts, ...keystore, ...rlp }

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let answer
  try {
    const request = JSON.parse(line)
    const operation = operations[request.do]
    if (!operation)
      throw new Error(`There is no operation ${request.do}.`)
    const results = []
    for (const [index, one] of request.cases.entries()) {
      try {
        results.push(await operation(one))
      } catch (wrong) {
        throw new Error(`case ${index}: ${wrong.stack ?? wrong}`)
      }
    }
    answer = { results }
  } catch (wrong) {
    answer = { error: String(wrong.message ?? wrong) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
