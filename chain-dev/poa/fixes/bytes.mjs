// Bytes and numbers as the fixes need them.
export const hex = (bytes) => Buffer.from(bytes).toString('hex')
export const same = (a, b) => Buffer.compare(a, b) === 0
export const toBigInt = (value) => (typeof value === 'bigint' ? value : value.length === 0 ? 0n : BigInt(`0x${hex(value)}`))
export const quantity = (value) => `0x${BigInt(value).toString(16)}`
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
