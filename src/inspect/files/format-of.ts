import { baseNameOf, endingOf } from './define-format.js'
import type { CredentialFormat } from './format.js'
import { credentialFormats } from './formats.js'

const byName = new Map<string, CredentialFormat[]>()
const byEnding = new Map<string, CredentialFormat[]>()
const byFirstByte = new Map<number, CredentialFormat[]>()
for (const format of credentialFormats) {
  for (const name of format.names ?? []) add(byName, name, format)
  for (const ending of format.endings ?? []) add(byEnding, ending, format)
  for (const magic of format.magics ?? []) add(byFirstByte, magic.charCodeAt(0), format)
}

/**
 * The format whose parser reads this file, if there is one. `path` is normalized, without a leading slash, a byte string; `head` holds the
 * first bytes of the file (up to 512). Three look-ups decide for nearly every path that there is none.
 */
export function formatOf(path: string, head: Uint8Array): CredentialFormat | undefined {
  const name = baseNameOf(path)
  const match = (format: CredentialFormat) => format.matches(path, head)
  return (
    byName.get(name)?.find(match) ??
    byEnding.get(endingOf(name))?.find(match) ??
    byFirstByte.get(head[0] ?? -1)?.find(match)
  )
}

function add<Key>(map: Map<Key, CredentialFormat[]>, key: Key, format: CredentialFormat): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [format])
  else if (!known.includes(format)) known.push(format)
}
