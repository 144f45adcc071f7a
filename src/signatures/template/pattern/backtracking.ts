import { TemplateError } from '../template-error.js'
import type { CoreNode } from './core.js'
import { extentOf } from './extent.js'
import { firstCharacters, followOfBody } from './first-characters.js'

/** How many characters a matcher may have to look at from one start, at worst: some ten milliseconds. */
const stepLimit = 2_000_000

/**
 * Refuses a template whose regular expression could take too many steps: every run whose own alphabet goes on into what follows it
 * may have to try each of its lengths, and all that follows for each of them. Throws a `TemplateError` (`too-slow`).
 */
export function checkBacktracking(nodes: CoreNode[]): void {
  let steps = 0
  let follow = ''
  for (const node of [...nodes].reverse()) {
    steps = stepsOf(node, follow, steps)
    follow = firstCharacters([node], follow)
  }
  if (steps <= stepLimit) return
  throw new TemplateError(
    'too-slow',
    'Ranges that run into each other make this template too slow: narrow them, or part them by a literal',
  )
}

function stepsOf(node: CoreNode, follow: string, after: number): number {
  const { min, max } = extentOf([node])
  // Nothing follows: the first fit is the match, and only a run that is too short fails.
  const own = follow === '' ? min : max
  const ways = waysOfNode(node, follow)
  // A run is read once, and then given back one by one; a group may be read in all its ways.
  return node.kind === 'group' ? ways * (own + after) : own + ways * after
}

function waysOf(nodes: CoreNode[], follow: string): number {
  return nodes.reduce(
    (ways, node, index) => ways * waysOfNode(node, firstCharacters(nodes.slice(index + 1), follow)),
    1,
  )
}

/** In how many ways a node can match where something that starts with one of `after` must follow; once, if it ends where that begins. */
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
