// For those who have truffle (it is not a dependency): `npm ci` in chain-dev, then `npx truffle compile` here. The committed artifacts are
// made by chain-dev/compile.mjs with the same compiler and the same settings.
const path = require('path')

module.exports = {
  contracts_directory: path.join(__dirname, 'contracts', 'src'),
  contracts_build_directory: path.join(__dirname, 'contracts', 'obj', 'truffle'),
  networks: {
    // An anvil, ganache or PoA node on this machine.
    development: { host: '127.0.0.1', port: 8545, network_id: '*' }
  },
  compilers: {
    solc: {
      version: path.join(__dirname, 'chain-dev', 'node_modules', 'solc'),
      settings: {
        evmVersion: 'london',
        optimizer: { enabled: true, runs: 1000000 },
        viaIR: true,
        metadata: { bytecodeHash: 'none', appendCBOR: false }
      }
    }
  }
}
