import { fromRlp, toRlp } from 'viem'

export function rlp({ item, encoded }) {
  return { encoded: toRlp(item), decoded: fromRlp(encoded, 'hex') }
}
