import { getAddress, isAddress, keccak256, parseTransaction, recoverTransactionAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

export function address({ text }) {
  return { checksummed: getAddress(text) }
}

export function addressChecksum({ text }) {
  return { isValid: isAddress(text, { strict: true }) }
}

export async function account({ privateKey, hash }) {
  const signer = privateKeyToAccount(privateKey)
  return { address: signer.address, publicKey: signer.publicKey, signature: await signer.sign({ hash }) }
}

const big = ['gasPrice', 'maxFeePerGas', 'maxPriorityFeePerGas', 'gas', 'value']

export async function transaction({ privateKey, fields, raw }) {
  const wanted = { ...fields }
  for (const name of big) {
    if (wanted[name] !== undefined)
      wanted[name] = BigInt(wanted[name])
  }
  const signer = privateKeyToAccount(privateKey)
  const signed = await signer.signTransaction(wanted)
  const parsed = parseTransaction(raw)
  for (const name of big) {
    if (fields[name] !== undefined)
      parsed[name] = (parsed[name] ?? 0n).toString()
  }
  return {
    raw: signed,
    hash: keccak256(signed),
    sender: await recoverTransactionAddress({ serializedTransaction: raw }),
    type: parsed.type,
    fields: Object.fromEntries(Object.keys(fields).map(name => [name, parsed[name] ?? null])),
  }
}
