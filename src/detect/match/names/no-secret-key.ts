import type { PlannedPattern } from '../../plan/planned-pattern.js'
import { wordKey } from '../../plan/word-key.js'

/** Last parts of names whose values are random to look at and no secret. */
const publicParts = new Set(
  `sha sha1 sha224 sha256 sha384 sha512 md5 crc32 blake2b checksum checksums digest integrity commit revision rev ref etag hash hashes fingerprint
  thumbprint shasum resolved id ids uuid guid url uri href path file filename dir version name host hostname domain image tag nonce build serial
  etag cid oid gid uid sri tree parent blob`
    .trim()
    .split(/\s+/),
)

/**
 * Whether a value under this name is no secret by its name: a checksum, a commit, an id; unless the pattern asks for
 * just that name.
 */
export function isNoSecretKey(key: string, { words }: PlannedPattern): boolean {
  const parts = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const last = parts.filter((part) => part !== '').at(-1)
  if (last === undefined || !publicParts.has(last)) return false
  const whole = wordKey(key)
  return !words?.some((word) => word.endsWith(last) && whole.endsWith(word))
}
