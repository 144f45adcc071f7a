import { union } from '../character-classes.js'
import type { CoreNode } from './core.js'

/** Every character that a match of `nodes`, followed by something that starts with one of `follow`, can start with. */
export function firstCharacters(nodes: CoreNode[], follow: string): string {
  return nodes.reduceRight((after, node) => firstOfNode(node, after), follow)
}

function firstOfNode(node: CoreNode, after: string): string {
  switch (node.kind) {
    case 'literal':
      return node.text[0]!
    case 'pem':
      return '-'
    case 'class':
      return node.min === 0 ? union(node.chars, after) : node.chars
    case 'group': {
      const own = node.alternatives.map((alternative) => firstCharacters(alternative, after))
      return union(...own, node.min === 0 ? after : '')
    }
  }
}

/** Every character that can follow the body of a repeated group: what comes after it, or the group once more. */
export function followOfBody(node: Extract<CoreNode, { kind: 'group' }>, after: string): string {
  if (node.max === 1) return after
  const again = node.alternatives.map((alternative) => firstCharacters(alternative, after))
  return union(...again, after)
}
