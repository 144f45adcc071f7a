import { defineFormat } from '../define-format.js'
import { storeCandidate } from './store.js'

/** DER of the object identifiers keyBag and pkcs8ShroudedKeyBag, 1.2.840.113549.1.12.10.1.1 and .2, up to their last arc. */
const KEY_BAG = '\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01'
/** DER of `id-data`, 1.2.840.113549.1.7.1, the type of the outermost content. */
const ID_DATA = '\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01'
/** DER of the version, 3. */
const VERSION = '\x02\x01\x03'

/**
 * PKCS#12 stores that hold a private key. The bags of keys stand in the open (their contents are encrypted), so a store without one holds
 * certificates alone, as a trust store does. Source: RFC 7292, sections 4 and 4.2.
 */
export const pkcs12 = defineFormat({
  id: 'pkcs12',
  magics: ['\x30'],
  limit: 16 * 1024 * 1024,
  when: ({ head }) => {
    const version = head.indexOf(VERSION, 2)
    return version >= 2 && version <= 6 && head.slice(version, version + 24).includes(ID_DATA)
  },
  parse: (text) =>
    [1, 2].some((kind) => text.includes(KEY_BAG + String.fromCharCode(kind)))
      ? storeCandidate(text, { signature: 'pkcs12-keystore', reason: 'a PKCS#12 store with a private key' })
      : [],
})
