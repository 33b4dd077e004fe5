import { decryptKeystoreJson, encryptKeystoreJson } from 'ethers'

export async function keystoreDecrypt({ json, passphrase }) {
  return await decryptKeystoreJson(json, passphrase)
}

export async function keystoreEncrypt({ address, privateKey, passphrase, scrypt }) {
  return { json: await encryptKeystoreJson({ address, privateKey }, passphrase, { scrypt }) }
}
