import { createDetector } from '../../detect/create-detector.js'
import type { Candidate } from '../../findings/candidate.js'
import { inspectDockerfile } from '../../inspect/commands/dockerfile.js'
import { inspectValue } from '../../inspect/prose.js'
import { shift } from '../../inspect/variables/placed.js'
import type { SignatureTable } from '../../signatures/table.js'

/** A secret that stands as text in an instruction. Half-open range of bytes. */
export type Literal = { start: number; end: number; title: string; name: string }

/** The secrets in the text of one instruction, keyword included; a byte string. In order, none upon another. */
export type FindLiterals = (text: string) => Literal[]

/** Finds what a scan would count by default: no guesses, nothing of low severity. */
export function createFindLiterals(table: SignatureTable): FindLiterals {
  const detector = createDetector(table)
  const known = new Map(table.signatures.map((one) => [one.id, one]))
  const untold = new Set(table.untold)
  const counts = ({ signature, severity, confidence }: Candidate) => {
    const worth = severity ?? known.get(signature)?.severity
    return worth !== 'low' && worth !== 'info' && confidence !== 'possible' && !untold.has(signature)
  }
  return (text) => {
    const found = [...detector.inText(text), ...inspectDockerfile(text), ...inLabel(text)].filter(counts)
    return joined(
      found.map(({ start, end, signature, key }) => {
        const title = known.get(signature)?.title ?? signature
        return { start, end, title, name: nameOf(key, signature) }
      }),
    )
  }
}

/** Labels have names with dots, which no shell knows: `LABEL db.password=…`. */
function inLabel(text: string): Candidate[] {
  if (!/^LABEL\s/i.test(text)) return []
  return [...text.matchAll(/(?<=\s)"?([A-Za-z][\w.-]{0,100})"?=(?:"([^"\\]*)"|'([^']*)'|([^\s"'\\]+))/g)].flatMap(
    ({ 0: all, 1: name = '', 2: double, 3: single, 4: plain = '', index }) => {
      const value = double ?? single ?? plain
      return inspectValue(name, value).map((one) => shift(one, index + all.lastIndexOf(value)))
    },
  )
}

/** What stands upon another is one with it: a password in a URL, a token in a header. */
function joined(found: readonly Literal[]): Literal[] {
  const out: Literal[] = []
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last && one.start < last.end) last.end = Math.max(last.end, one.end)
    else out.push({ ...one })
  }
  return out
}

/** What a variable for it is called: as where it stands, else as the kind of secret is. */
function nameOf(key: string | undefined, signature: string): string {
  const own = key !== undefined && /^[A-Za-z_]\w{3,60}$/.test(key) ? key : signature
  return own.toUpperCase().replace(/\W+/g, '_')
}
