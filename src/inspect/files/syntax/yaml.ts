import { createRequire } from 'node:module'
import type { CST, Document, Scalar } from 'yaml'
import { type Entry, MAX_DEPTH, MAX_ENTRIES, type Spot, trimSpot } from './spot.js'

/** One scalar of a YAML stream; `document` counts the documents from 0. */
export type YamlEntry = Entry & { document: number }

/** Loaded for the first file: to load it is a good part of a thread's start, and many layers have none. */
let loaded: typeof import('yaml') | undefined
function library(): typeof import('yaml') {
  loaded ??= createRequire(import.meta.url)('yaml') as typeof import('yaml')
  return loaded
}

/** Largest YAML file that is parsed, in bytes: the library takes up to fifteen microseconds a byte on input made against it. */
export const YAML_LIMIT = 512 * 1024

/**
 * How deep a document may nest. The library composes by recursion, and a stack that ends while V8 compiles a regular expression ends the
 * whole process, so a deeper document must never get that far.
 */
export const MAX_YAML_DEPTH = 100

/**
 * Scalars of all documents of a YAML stream, all as strings (the failsafe schema). An alias of a scalar gives the value under the alias's
 * own path, at the place of the anchor; aliases of collections are not followed, so nothing multiplies. Malformed input gives what the
 * library could make of it; a document that nests too deeply ends the reading.
 */
export function readYaml(text: string): YamlEntry[] {
  // A template's directives (`{{ if … }}`, `<% … %>`) are errors to the library, which goes on; so errors are not looked at.
  const composer = new (library().Composer)({
    schema: 'failsafe',
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    prettyErrors: false,
  })
  const entries: YamlEntry[] = []
  let index = 0
  for (const document of composer.compose(shallowTokens(text))) collect(text, document as Document, index++, entries)
  return entries
}

function* shallowTokens(text: string): Generator<CST.Token> {
  const { Lexer, Parser } = library()
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme)
    if (parser.stack.length > MAX_YAML_DEPTH) return
  }
  yield* parser.end()
}

type Visit = { node: unknown; path: string[] }

function collect(text: string, document: Document, index: number, entries: YamlEntry[]): void {
  const { isAlias, isScalar } = library()
  const anchors = new Map<string, Scalar>()
  const stack: Visit[] = [{ node: document.contents, path: [] }]
  for (let visit = stack.pop(); visit !== undefined && entries.length < MAX_ENTRIES; visit = stack.pop()) {
    const { node, path } = visit
    if (isScalar(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      const spot = spotOf(text, node)
      if (spot !== undefined) entries.push({ path, document: index, ...spot })
    } else if (isAlias(node)) {
      const target = anchors.get(node.source)
      const spot = target && spotOf(text, target)
      if (spot !== undefined) entries.push({ path, document: index, ...spot })
    } else if (path.length < MAX_DEPTH) stack.push(...childrenOf(node, path).reverse())
  }
}

function childrenOf(node: unknown, path: string[]): Visit[] {
  const { isMap, isPair, isScalar, isSeq } = library()
  if (isMap(node)) {
    return node.items.map((pair) => ({
      node: pair.value,
      path: [...path, isScalar(pair.key) ? String(pair.key.value) : ''],
    }))
  }
  if (isSeq(node))
    return node.items.map((item, at) => ({ node: isPair(item) ? item.value : item, path: [...path, String(at)] }))
  return []
}

function spotOf(text: string, scalar: Scalar): Spot | undefined {
  if (!scalar.range || typeof scalar.value !== 'string') return undefined
  const [start, end] = scalar.range
  const { QUOTE_DOUBLE, QUOTE_SINGLE, BLOCK_LITERAL, BLOCK_FOLDED } = library().Scalar
  const value = scalar.value.replace(/[^\0-\xff]/gu, (char) => Buffer.from(char, 'utf8').toString('latin1'))
  if (scalar.type === QUOTE_DOUBLE || scalar.type === QUOTE_SINGLE) {
    const closed = end - start > 1 && text[end - 1] === text[start]
    return { value, start: start + 1, end: closed ? end - 1 : end }
  }
  if (scalar.type === BLOCK_LITERAL || scalar.type === BLOCK_FOLDED) {
    const header = text.indexOf('\n', start)
    const body = trimSpot(text, header < 0 || header > end ? end : header + 1, end)
    return { value: value.replace(/\n+$/, ''), start: body.start, end: body.end }
  }
  return { value, start, end }
}
