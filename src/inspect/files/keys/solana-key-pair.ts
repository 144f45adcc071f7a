import { defineFormat } from '../define-format.js'
import { storeCandidate } from './store.js'

const keyBytes = 64
/** 64 numbers with commas, blanks and line breaks between them. */
const limit = 1024

/** A key pair as 64 numbers in JSON, 32 of the secret key and 32 of the public one. Source: solana.com, "solana-keygen"; the file is usually `id.json`. */
export const solanaKeyPair = defineFormat({
  id: 'solana-key-pair',
  magics: ['['],
  limit,
  isOptional: true,
  when: ({ name, head }) => name.endsWith('.json') && /^\[\s*(?:\d{1,3}\s*,\s*){20}/.test(head),
  parse: (text) => {
    const numbers = /^\[[\d,\s]{1,1000}\]\s*$/.test(text) ? text.match(/\d{1,4}/g)!.map(Number) : []
    // A list in steps, or of few values, is no key.
    const isKey =
      numbers.length === keyBytes && numbers.every((number) => number < 256) && new Set(numbers).size > keyBytes / 2
    const isCount = numbers.every((number, at) => at === 0 || number >= numbers[at - 1]!)
    return isKey && !isCount
      ? storeCandidate(text, { signature: 'solana-key-pair', reason: 'a secret key, not protected by a passphrase' })
      : []
  },
})
