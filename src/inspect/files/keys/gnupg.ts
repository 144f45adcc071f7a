import type { Candidate } from '../../../findings/candidate.js'
import { defineFormat } from '../define-format.js'
import { storeCandidate } from './store.js'

/**
 * Secret keys of GnuPG 2.1 and later: a canonical S-expression, or the text form that begins its last field with `Key:`.
 * A shadowed key stands on a smart card and is none. Source: GnuPG's `agent/keyformat.txt`.
 */
export const gnupgKey = defineFormat({
  id: 'gnupg-key',
  endings: ['.key'],
  when: ({ path }) => /(?:^|\/)private-keys-v1\.d\/[^/]+\.key$/.test(path),
  limit: 1024 * 1024,
  parse: (text) => {
    const form =
      /^\((?:21:(protected)-|11:)private-key/.exec(text) ??
      /(?:^|\n)Key:\s{0,8}\((?:(protected)-)?private-key\s/.exec(text)
    return form === null ? [] : gnupgCandidate(text, form[1] !== undefined)
  },
})

/** The secret key ring of GnuPG 1 and 2.0; it is empty since 2.1. A secret key packet has tag 5. Source: RFC 4880, section 4.2. */
export const gnupgSecring = defineFormat({
  id: 'gnupg-secring',
  names: ['secring.gpg'],
  limit: 16 * 1024 * 1024,
  parse: (text) =>
    (text.charCodeAt(0) & 0xfc) === 0x94 || text.charCodeAt(0) === 0xc5 ? gnupgCandidate(text, false) : [],
})

function gnupgCandidate(text: string, isProtected: boolean): Candidate[] {
  return isProtected
    ? storeCandidate(text, { signature: 'gnupg-secret-key', severity: 'medium', reason: 'protected by a passphrase' })
    : storeCandidate(text, { signature: 'gnupg-secret-key', reason: 'a secret key of GnuPG' })
}
