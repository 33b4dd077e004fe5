#!/usr/bin/env node
// The npm package solc with the two arguments that forge gives a native compiler: --version, and standard JSON on standard input.
import { createRequire } from 'node:module'

const solc = createRequire(new URL('../chain-dev/package.json', import.meta.url))('solc')
if (process.argv.includes('--version')) {
  // forge reads a version only in the form of a native build.
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version().replace('Emscripten.clang', 'Linux.g++')}`)
} else {
  const input = []
  process.stdin.on('data', part => input.push(part)).on('end', () => process.stdout.write(solc.compile(Buffer.concat(input).toString())))
}
