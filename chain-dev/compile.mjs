// Compiles contracts/src with the pinned compiler into contracts/artifacts, one JSON file a contract, the same bytes on every machine.
//     node compile.mjs            writes the artifacts
//     node compile.mjs --check    writes nothing; exits with 1 and names what differs
//     node compile.mjs --out DIR  writes elsewhere
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const sourceFolder = path.join(here, '..', 'contracts', 'src')
const arguments_ = process.argv.slice(2)
const check = arguments_.includes('--check')
const outAt = arguments_.indexOf('--out')
const out = outAt < 0 ? path.join(here, '..', 'contracts', 'artifacts') : arguments_[outAt + 1]
const read = file => fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n')

// evmVersion: the oldest fork among the chains the contracts must run on. bytecodeHash none: no hash of sources in the code.
const settings = {
  evmVersion: 'london',
  optimizer: { enabled: true, runs: 1000000 },
  viaIR: true,
  metadata: { bytecodeHash: 'none', appendCBOR: false }
}
const deployed = ['InstitutionRegistry', 'JobRegistry', 'AuditLedger', 'PrivacyBudget', 'TrustRegistry', 'AuditChallenge']

const solc = createRequire(import.meta.url)('solc')
const names = fs.readdirSync(sourceFolder).filter(name => name.endsWith('.sol')).sort()
const input = {
  language: 'Solidity',
  sources: Object.fromEntries(names.map(name => [name, { content: read(path.join(sourceFolder, name)) }])),
  settings: {
    ...settings,
    outputSelection: {
      '*': {
        '*': [
          'abi', 'devdoc', 'userdoc', 'storageLayout', 'evm.bytecode.object', 'evm.deployedBytecode.object',
          'evm.deployedBytecode.immutableReferences'
        ]
      }
    }
  }
}
const output = JSON.parse(solc.compile(JSON.stringify(input)))
const messages = output.errors ?? []
for (const message of messages) console.error(message.formattedMessage)
if (messages.length > 0) process.exit(1)

// Numbers of syntax tree nodes change with unrelated edits; places and names do not.
const places = ({ storage, types }) =>
  storage.map(({ contract, label, slot, offset, type }) => ({ contract, label, slot, offset, type: types[type].label }))
const differing = []
if (!check) fs.mkdirSync(out, { recursive: true })
for (const name of deployed) {
  const contract = output.contracts[name + '.sol'][name]
  const code = contract.evm.deployedBytecode
  const artifact = {
    contractName: name,
    abi: contract.abi,
    bytecode: '0x' + contract.evm.bytecode.object,
    deployedBytecode: '0x' + code.object,
    // Byte ranges of the deployed code that the constructor fills in.
    immutableReferences: Object.values(code.immutableReferences).flat().sort((a, b) => a.start - b.start),
    compiler: { name: 'solc', version: solc.version() },
    settings,
    storageLayout: places(contract.storageLayout),
    devdoc: contract.devdoc,
    userdoc: contract.userdoc
  }
  const text = JSON.stringify(artifact, null, 2) + '\n'
  const file = path.join(out, name + '.json')
  if (!check) fs.writeFileSync(file, text)
  else if (!fs.existsSync(file) || read(file) !== text) differing.push(name)
  console.log(`${name}: ${(code.object.length / 2).toLocaleString('en')} bytes`)
}
if (differing.length > 0) {
  console.error(`Artifacts that do not match contracts/src: ${differing.join(', ')}. Run: node chain-dev/compile.mjs`)
  process.exit(1)
}
