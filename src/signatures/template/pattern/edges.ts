import { namedClasses, union } from '../character-classes.js'
import type { CoreNode } from './core.js'
import { classSource } from './regex-source.js'

type Side = 'left' | 'right'

const base62 = namedClasses.get('base62')!

/**
 * Characters of a class that can stand at its edge and still part a value from its surroundings, as in `KEY=value` or `user:value.`, are no
 * edge. These are.
 */
const joining: Record<Side, string> = { left: `${base62}_+/.~-`, right: `${base62}_+/~=-` }

/**
 * The bytes that would make a match longer on one side, as a class of a regular expression: none of them may stand there. `undefined` where
 * the value is delimited by its own first or last character.
 */
export function edgeOf(nodes: CoreNode[], side: Side): string | undefined {
  const bytes = union(...edgeSets(nodes, side))
  return bytes === '' ? undefined : classSource(bytes)
}

/** One set for each way in which the nodes can start or end. */
function edgeSets(nodes: CoreNode[], side: Side): string[] {
  const ordered = side === 'left' ? nodes : [...nodes].reverse()
  const sets: string[] = []
  for (const node of ordered) {
    sets.push(...setsOfNode(node, side))
    if (!canBeEmpty(node)) break
  }
  return sets
}

function setsOfNode(node: CoreNode, side: Side): string[] {
  switch (node.kind) {
    case 'pem':
      return ['']
    case 'literal':
      return [setOfLiteral(node.text, side)]
    case 'class': {
      const padding = node.padded && side === 'right' && node.chars.includes('+') ? '=' : ''
      const own = [...node.chars].filter((char) => joining[side].includes(char)).join('')
      return [/[A-Za-z0-9]/.test(own) ? union(own, base62, padding) : own]
    }
    case 'group':
      return node.alternatives.flatMap((alternative) => edgeSets(alternative, side))
  }
}

function setOfLiteral(text: string, side: Side): string {
  const char = side === 'left' ? text[0]! : text.at(-1)!
  if (/[A-Za-z0-9]/.test(char)) return base62
  if (char === '_') return `${base62}_`
  return side === 'right' && char === '=' ? `${base62}+/=` : ''
}

function canBeEmpty(node: CoreNode): boolean {
  if (node.kind === 'class') return node.min === 0
  if (node.kind !== 'group') return false
  return node.min === 0 || node.alternatives.some((alternative) => alternative.every(canBeEmpty))
}
