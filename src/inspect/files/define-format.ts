import type { Candidate } from '../../findings/candidate.js'
import type { CredentialFormat } from './format.js'

/** Largest file that a format parses unless it says otherwise, in bytes. */
export const DEFAULT_PARSE_LIMIT = 4 * 1024 * 1024

/** Most candidates that one file may give, so that a crafted file cannot fill the memory. */
export const MAX_CANDIDATES_PER_FILE = 5_000

type Definition = {
  id: string
  names?: readonly string[]
  endings?: readonly string[]
  magics?: readonly string[]
  /** Narrows what the name or magic led to; `name` is the lower-case base name, `head` the first bytes as a byte string. */
  when?: (file: { path: string; name: string; head: string }) => boolean
  limit?: number
  isOptional?: boolean
  parse(text: string, path: string): Candidate[]
}

/** Makes a format of its names, endings and magics (any of which leads to it), an optional condition and a parser. */
export function defineFormat(definition: Definition): CredentialFormat {
  const { id, names, endings, magics, when } = definition
  return {
    id,
    names,
    endings,
    magics,
    limit: definition.limit ?? DEFAULT_PARSE_LIMIT,
    isOptional: definition.isOptional ?? false,
    matches(path, head) {
      const name = baseNameOf(path)
      const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
      const led =
        names?.includes(name) || endings?.includes(endingOf(name)) || magics?.some((magic) => start.startsWith(magic))
      return Boolean(led) && (when === undefined || when({ path, name, head: start }))
    },
    parse(text, path) {
      try {
        return withoutRepeats(definition.parse(text, path)).slice(0, MAX_CANDIDATES_PER_FILE)
      } catch {
        // A reader met what it was not made for (a stack that ran over, a library's own error). The detector still searches the file.
        return []
      }
    },
  }
}

/** The lower-case last part of a path. */
export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase()
}

/** The last extension of a lower-case base name with its dot (`.env` of `prod.env`), or the empty string. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot)
}

/** A value that several rules of a format lead to (a YAML alias, a section's name) is told once. */
function withoutRepeats(found: Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return found.filter((one) => {
    const mark = `${one.start}:${one.end}:${one.signature}:${one.key ?? ''}:${one.secret}`
    return !seen.has(mark) && seen.add(mark)
  })
}
