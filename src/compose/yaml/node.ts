import type { TextFile } from './text-file.js'

/**
 * A value of a Compose file, with its place. Anchors and merge keys are resolved: what stands once in the file is one object, wherever it
 * is used.
 */
export type ComposeNode = TextNode | ListNode | MapNode
/** Every scalar is text as it is written, numbers too. `start` and `end`: of the scalar with its quotes, in bytes. */
export type TextNode = {
  kind: 'text'
  text: string
  file: TextFile
  start: number
  end: number
  isNull: boolean
  tag?: string
}
export type ListNode = { kind: 'list'; items: ComposeNode[]; tag?: string }
/** Keys are byte strings. */
export type MapNode = { kind: 'map'; entries: Map<string, ComposeNode>; tag?: string }

/** The value under a key of a map; undefined where there is none, or no map. */
export function valueAt(node: ComposeNode | undefined, ...keys: string[]): ComposeNode | undefined {
  let at = node
  for (const key of keys) at = at?.kind === 'map' ? at.entries.get(key) : undefined
  return at
}

/** The texts of a list, or the one text that may stand in its place. */
export function textsOf(node: ComposeNode | undefined): TextNode[] {
  const all = node?.kind === 'list' ? node.items : node === undefined ? [] : [node]
  return all.filter((one): one is TextNode => one.kind === 'text' && !one.isNull)
}

/** The entries of a map; none, where there is no map. */
export function entriesOf(node: ComposeNode | undefined): [string, ComposeNode][] {
  return node?.kind === 'map' ? [...node.entries] : []
}
