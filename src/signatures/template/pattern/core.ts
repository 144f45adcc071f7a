import type { ClassNode, Sequence, TemplateNode } from '../ast.js'
import { namedClasses } from '../character-classes.js'

const any = namedClasses.get('any')!

/** A delimiter that ends an `any` where it stands after it. A dot, a dash and the like are parts of too many values. */
const delimiter = /[!#$&*,/:;<=>?@|]/

/** What is left of the notation when the named shapes are spelled out. */
export type CoreNode =
  | { kind: 'literal'; text: string }
  | ClassNode
  | { kind: 'group'; alternatives: CoreNode[][]; min: number; max: number }
  | { kind: 'pem'; label: string }

/**
 * Upper bounds for the three parts of a JSON web token, in bytes. No standard sets any; real ones stay under 8 KiB, because they travel in
 * HTTP headers.
 */
const jwtLimits = { header: 4_096, payload: 32_768, signature: 8_192 }

/**
 * Replaces `{uuid}`, `{jwt}` and `{crc32:6}` by what they consist of. Neighbouring runs of one class become one run, and an `any` before a
 * delimiter ends at the first such delimiter, as in `{any:1-64}:{any:3-100}@`: so a matcher has one way only.
 */
export function coreOf(sequence: Sequence): CoreNode[] {
  return sequence
    .flatMap(coreNodes)
    .reduce<CoreNode[]>(joinRuns, [])
    .map((node, index, nodes) => endAtDelimiter(node, nodes[index + 1]))
}

function joinRuns(nodes: CoreNode[], node: CoreNode): CoreNode[] {
  const last = nodes.at(-1)
  if (node.kind !== 'class' || last?.kind !== 'class' || node.chars !== last.chars) return [...nodes, node]
  return [...nodes.slice(0, -1), { ...node, min: last.min + node.min, max: last.max + node.max }]
}

function endAtDelimiter(node: CoreNode, next: CoreNode | undefined): CoreNode {
  if (node.kind !== 'class' || node.chars !== any || next?.kind !== 'literal') return node
  const first = next.text[0]!
  return delimiter.test(first) ? { ...node, chars: any.replace(first, '') } : node
}

function coreNodes(node: TemplateNode): CoreNode[] {
  switch (node.kind) {
    case 'uuid':
      return [8, 4, 4, 4, 12].flatMap((count, index) => [...(index > 0 ? [literal('-')] : []), named('hexi', count)])
    case 'jwt':
      return jwtNodes()
    case 'crc32':
      return [named('base62', node.digits)]
    case 'group':
      return [{ ...node, alternatives: node.alternatives.map(coreOf) }]
    default:
      return [node]
  }
}

/**
 * A header is a JSON object, so its base64 starts `eyJ` (`{"`) and goes on with the first letter of a name, or starts `eyAi` (`{ "`).
 * Letters h to z and digits 0 to 6 are what the lower six bits of a lower-case letter give.
 */
function jwtNodes(): CoreNode[] {
  const compact: CoreNode[] = [
    literal('J'),
    { kind: 'class', chars: '0123456hijklmnopqrstuvwxyz', min: 1, max: 1, padded: false },
  ]
  return [
    literal('ey'),
    { kind: 'group', alternatives: [compact, [literal('Ai')]], min: 1, max: 1 },
    named('base64url', 12, jwtLimits.header),
    literal('.'),
    named('base64url', 2, jwtLimits.payload),
    literal('.'),
    named('base64url', 0, jwtLimits.signature),
  ]
}

function literal(text: string): CoreNode {
  return { kind: 'literal', text }
}

function named(name: string, min: number, max = min): CoreNode {
  return { kind: 'class', chars: namedClasses.get(name)!, min, max, padded: false }
}
