import type { CoreNode } from './core.js'
import { firstCharacters, followOfBody } from './first-characters.js'
import { TemplateError } from './template-error.js'

/** How many ways a matcher may have to try from one start. Ranges that end where the next thing begins count once. */
export const backtrackingLimit = 100_000

/**
 * Refuses a template whose regular expression could try too many ways: every run whose own alphabet goes on into what follows it
 * multiplies them by its number of lengths. Throws a `TemplateError` (`too-slow`).
 */
export function checkBacktracking(nodes: CoreNode[]): void {
  if (waysOf(nodes, '') <= backtrackingLimit) return
  throw new TemplateError(
    'too-slow',
    'Ranges that run into each other make this template too slow: narrow them, or part them by a literal',
  )
}

function waysOf(nodes: CoreNode[], follow: string): number {
  return nodes.reduce(
    (ways, node, index) => ways * waysOfNode(node, firstCharacters(nodes.slice(index + 1), follow)),
    1,
  )
}

function waysOfNode(node: CoreNode, after: string): number {
  if (node.kind === 'class') {
    const runsOn = [...after].some((char) => node.chars.includes(char))
    return runsOn ? node.max - node.min + 1 : 1
  }
  if (node.kind !== 'group') return 1
  const follow = followOfBody(node, after)
  const bodies = node.alternatives.map((alternative) => waysOf(alternative, follow))
  const starts = node.alternatives.map((alternative) => firstCharacters(alternative, follow))
  // Alternatives that start differently are told apart by their first character, and so is the end of a repetition.
  const once = overlap(starts) ? bodies.reduce((sum, ways) => sum + ways, 0) : Math.max(...bodies)
  const ends = node.min === node.max || !overlap([starts.join(''), after]) ? 1 : node.max - node.min + 1
  return once ** node.max * ends
}

function overlap(sets: string[]): boolean {
  return sets.some((set, index) => sets.slice(index + 1).some((other) => [...set].some((char) => other.includes(char))))
}
