import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { Failure } from '../../../problem.js'
import { type FlatIssue, flatIssues } from './flat-issues.js'

type Path = readonly PropertyKey[]

/** What a YAML file says, and where. */
export type YamlContent<T> = {
  value: T
  /** `jetsam.yaml:7`: the line of what stands at this path, or of the nearest that encloses it. */
  origin: (path: Path) => string
}

/**
 * Reads YAML 1.2 by a schema; an empty file is an empty mapping. Tags and aliases are refused: all that a file can do is to say what it says. Throws
 * a `Failure` (`config-invalid`) with file, line and column of the first mistake, and of the others in its hint.
 */
export function readYaml<T>(file: string, text: string, schema: z.ZodType<T>): YamlContent<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const broken = [...document.errors, ...document.warnings].map(({ pos, message }) => `${at(pos[0])}: ${message}`)
  if (broken.length > 0) throw invalid(broken)
  const parsed = schema.safeParse(contentOf(document, file) ?? {}, { reportInput: true })
  if (!parsed.success) {
    const told = flatIssues(parsed.error.issues).map((issue) => `${at(offsetOf(document, issue))}: ${textOf(issue)}`)
    throw invalid(told)
  }
  const origin = (path: Path) => `${file}:${lines.linePos(offsetAt(document, path)).line}`
  return { value: parsed.data, origin }
}

function contentOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    throw invalid([`${file}: aliases (*name) are not read`])
  }
}

/** More mistakes than this are counted, not listed. */
const mostTold = 5

function invalid([first = '', ...more]: string[]): Failure {
  const rest = more.length > mostTold ? [...more.slice(0, mostTold), `and ${more.length - mostTold} more`] : more
  const hint = rest.length === 0 ? 'docs/gate.md says what the file may hold' : `and ${rest.join('; ')}`
  return new Failure({ code: 'config-invalid', message: first, hint })
}

function textOf({ path, message }: FlatIssue): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return place === '' ? message : `${place.replace(/^\./, '')}: ${message}`
}

/** Where the mistake is; of a key that should not be there, the key. */
function offsetOf(document: Document.Parsed, { path, key }: FlatIssue): number {
  const node = nodeAt(document, path)
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key)
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0]
  }
  return offsetAt(document, path)
}

function offsetAt(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length))
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function nodeAt(document: Document.Parsed, path: Path): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true)
}
