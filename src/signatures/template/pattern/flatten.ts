import type { ClassNode } from '../ast.js'
import type { CoreNode } from './core.js'
import { type Extent, extentOf } from './extent.js'
import { pemBodyLimit, pemFrame } from './pem-frame.js'

/** A template without groups: literals, classes, and gaps of which only the length is known. */
export type FlatItem = { kind: 'literal'; text: string } | ClassNode | ({ kind: 'gap' } & Extent)

/** Above this many, a group is taken as a gap. */
const flatLimit = 64

/** Every way through the groups' alternatives, at most `flatLimit` of them. A repeated group gives its first round; the others are a gap. */
export function flatten(nodes: CoreNode[]): FlatItem[][] {
  let ways: FlatItem[][] = [[]]
  for (const node of nodes) {
    const next = waysOfNode(node)
    const fits = ways.length * next.length <= flatLimit
    const tails = fits ? next : [[{ kind: 'gap' as const, ...extentOf([node]) }]]
    ways = ways.flatMap((way) => tails.map((tail) => [...way, ...tail]))
  }
  return ways.map(joinLiterals)
}

function waysOfNode(node: CoreNode): FlatItem[][] {
  switch (node.kind) {
    case 'literal':
    case 'class':
      return [[node]]
    case 'pem': {
      const { begin, end } = pemFrame(node.label)
      // The dashes before BEGIN are common, so the anchor had better not start with them.
      const dashes: FlatItem = { kind: 'gap', min: 5, max: 5 }
      const body: FlatItem = { kind: 'gap', min: 0, max: pemBodyLimit }
      return [[dashes, { kind: 'literal', text: begin.slice(5) }, body, { kind: 'literal', text: end }]]
    }
    case 'group':
      return waysOfGroup(node)
  }
}

function waysOfGroup(node: Extract<CoreNode, { kind: 'group' }>): FlatItem[][] {
  const whole: FlatItem = { kind: 'gap', ...extentOf([node]) }
  if (node.min === 0) return [[whole]]
  const first = node.alternatives.flatMap(flatten)
  if (node.max === 1) return first
  const rest: FlatItem = { kind: 'gap', ...extentOf([{ ...node, min: node.min - 1, max: node.max - 1 }]) }
  return first.map((way) => [...way, rest])
}

function joinLiterals(items: FlatItem[]): FlatItem[] {
  const joined: FlatItem[] = []
  for (const item of items) {
    const last = joined.at(-1)
    if (item.kind === 'literal' && last?.kind === 'literal') {
      joined[joined.length - 1] = { kind: 'literal', text: last.text + item.text }
    } else joined.push(item)
  }
  return joined
}
