// Two hot spots of the libraries: parameters that are merged again for every decoded transaction, and senders that are recovered anew
// whenever they are asked for.
import { Common } from '@ethereumjs/common'
import { secp256k1 } from 'ethereum-cryptography/secp256k1.js'
import { hex } from './bytes.mjs'

const SENDERS = 20_000 // recovered keys that are remembered

function rememberParameters() {
  const merged = new WeakMap() // parameters object -> sets merged into it
  const caches = new WeakMap() // parameters object -> finished tables by chain, fork and EIPs
  const { updateParams, _buildParamsCache } = Common.prototype

  Common.prototype._buildParamsCache = function () {
    if (!this._params) return _buildParamsCache.call(this)
    let tables = caches.get(this._params)
    if (tables === undefined) caches.set(this._params, (tables = new Map()))
    const key = `${this.chainName()}/${this.hardfork()}/${this._eips}`
    const table = tables.get(key)
    if (table !== undefined) {
      this._paramsCache = table
      return
    }
    _buildParamsCache.call(this)
    tables.set(key, this._paramsCache)
  }

  Common.prototype.updateParams = function (parameters) {
    let sets = merged.get(this._params)
    if (sets === undefined) merged.set(this._params, (sets = new Set()))
    if (sets.has(parameters)) return this._buildParamsCache()
    caches.delete(this._params)
    sets.add(parameters)
    updateParams.call(this, parameters)
  }
}

function rememberSenders() {
  const recovered = new Map()
  const { recoverPublicKey } = secp256k1.Signature.prototype
  secp256k1.Signature.prototype.recoverPublicKey = function (hash) {
    const key = `${hex(hash)}/${this.r}/${this.s}/${this.recovery}`
    let publicKey = recovered.get(key)
    if (publicKey === undefined) {
      publicKey = recoverPublicKey.call(this, hash)
      if (recovered.size >= SENDERS) recovered.clear()
      recovered.set(key, publicKey)
    }
    return publicKey
  }
}

export function install() {
  rememberParameters()
  rememberSenders()
}
