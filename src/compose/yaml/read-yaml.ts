import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import { isTooDeep } from './is-too-deep.js'
import type { ComposeNode, MapNode, TextNode } from './node.js'
import type { TextFile } from './text-file.js'

/** Values of one file, those that merge keys repeat counted each time. */
export const maxComposeValues = 100_000
/** Deeper values are left out. */
export const maxComposeDepth = 64

/** `mistakes`: what is wrong with the file, each with its place, without a word of what the file says. */
export type ReadYaml = { documents: ComposeNode[]; mistakes: string[] }

type State = { file: TextFile; anchors: Map<string, ComposeNode>; left: number; isCut: boolean }

/** Reads the documents of a YAML file (YAML 1.2, with merge keys as Compose takes them). Never throws. */
export function readYaml(file: TextFile): ReadYaml {
  if (isTooDeep(file.text)) return { documents: [], mistakes: [`${file.path}: nested too deeply`] }
  let parsed: ReturnType<typeof parseAllDocuments>
  try {
    parsed = parseAllDocuments(file.text, {
      schema: 'failsafe',
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: true,
    })
  } catch {
    return { documents: [], mistakes: [`${file.path}: not valid YAML`] }
  }
  if (!Array.isArray(parsed)) return { documents: [], mistakes: [] }
  const mistakes: string[] = []
  const documents = parsed.flatMap((document) => {
    const [error] = document.errors
    if (error)
      mistakes.push(`${file.path}:${error.linePos?.[0].line ?? 1}:${error.linePos?.[0].col ?? 1}: not valid YAML`)
    const state: State = { file, anchors: new Map(), left: maxComposeValues, isCut: false }
    const node = convert(document.contents, state, 0)
    if (state.isCut)
      mistakes.push(`${file.path}: more than ${maxComposeValues} values, or deeper than ${maxComposeDepth}`)
    return node === undefined ? [] : [node]
  })
  return { documents, mistakes }
}

function convert(node: unknown, state: State, depth: number): ComposeNode | undefined {
  if (state.left-- <= 0 || depth > maxComposeDepth) {
    state.isCut = true
    return undefined
  }
  if (isAlias(node)) return state.anchors.get((node as Alias).source)
  const made = isScalar(node) ? textOf(node, state) : collectionOf(node, state, depth)
  if (made === undefined) return undefined
  const { anchor, tag } = node as { anchor?: string; tag?: string }
  if (tag?.startsWith('!') && !tag.startsWith('!!')) made.tag = tag
  if (anchor !== undefined) state.anchors.set(anchor, made)
  return made
}

function collectionOf(node: unknown, state: State, depth: number): ComposeNode | undefined {
  if (isMap(node)) return mapOf(node, state, depth)
  if (!isSeq(node)) return undefined
  const items = node.items.map((item) => convert(item, state, depth + 1))
  return { kind: 'list', items: items.filter((item) => item !== undefined) }
}

function textOf(scalar: Scalar, { file }: State): TextNode {
  // An escape of a double-quoted text can stand for what is no byte.
  const text = String(scalar.value ?? '').replace(/[^\0-\xff]/gu, (sign) => Buffer.from(sign).toString('latin1'))
  const [start = 0, end = start] = scalar.range ?? []
  const isNull = (scalar.type === 'PLAIN' || scalar.type === undefined) && /^(?:|~|null|Null|NULL)$/.test(text)
  return { kind: 'text', text, file, start, end, isNull }
}

function mapOf(node: YAMLMap, state: State, depth: number): MapNode {
  const entries = new Map<string, ComposeNode>()
  const merged: ComposeNode[] = []
  for (const { key, value } of node.items as Pair[]) {
    const name = isScalar(key) ? String(key.value ?? '') : undefined
    const made = convert(value, state, depth + 1) ?? (isScalar(key) ? emptyAfter(key, state) : undefined)
    if (name === undefined || made === undefined) continue
    if (name === '<<') merged.push(...(made.kind === 'list' ? made.items : [made]))
    else entries.set(name, made)
  }
  for (const one of merged) {
    if (one.kind !== 'map') continue
    for (const [name, value] of one.entries) {
      if (state.left-- <= 0) {
        state.isCut = true
        break
      }
      if (!entries.has(name)) entries.set(name, value)
    }
  }
  return { kind: 'map', entries }
}

function emptyAfter(key: Scalar, { file }: State): TextNode {
  const at = key.range?.[1] ?? 0
  return { kind: 'text', text: '', file, start: at, end: at, isNull: true }
}
