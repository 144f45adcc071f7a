import type { CompiledPattern } from '../table.js'
import type { Sequence } from './ast.js'
import { parseTemplate } from './parse.js'
import { anchorsOf } from './pattern/anchors.js'
import { checkBacktracking } from './pattern/backtracking.js'
import { coreOf } from './pattern/core.js'
import { edgeOf } from './pattern/edges.js'
import { extentOf } from './pattern/extent.js'
import { regexSource } from './pattern/regex-source.js'
import { TemplateError } from './template-error.js'

/**
 * Compiles one template of a signature that has words near its value, or has none. A template without a literal that is rare enough gets no
 * anchors: its signature needs such words. Throws a `TemplateError`.
 */
export function compileTemplate(template: string, hasWords: boolean): CompiledPattern {
  const sequence = parseTemplate(template)
  const nodes = coreOf(sequence)
  checkBacktracking(nodes)
  const { min, max } = extentOf(nodes)
  const leftEdge = edgeOf(nodes, 'left')
  const rightEdge = edgeOf(nodes, 'right')
  const shape = shapeOf(sequence)
  return {
    template,
    regex: regexSource(nodes),
    minLength: min,
    maxLength: max,
    anchors: anchorsOf(nodes, hasWords),
    ...(leftEdge !== undefined && { leftEdge }),
    ...(rightEdge !== undefined && { rightEdge }),
    ...(shape && { shape }),
    checks: checksumChecks(sequence),
  }
}

function shapeOf(sequence: Sequence): CompiledPattern['shape'] {
  const [only] = sequence
  if (sequence.length !== 1 || only === undefined) return undefined
  if (only.kind === 'jwt') return { kind: 'jwt' }
  return only.kind === 'pem' ? { kind: 'pem', label: only.label } : undefined
}

/** `crc32:N`, where the digits cover everything from byte N up to themselves: the classes that stand directly before them. */
function checksumChecks(sequence: Sequence): string[] {
  const at = sequence.findIndex((node) => node.kind === 'crc32')
  if (holdsChecksum(sequence.filter((_, index) => index !== at))) {
    throw new TemplateError('bad-checksum', '{crc32:6} may stand once, and outside of groups')
  }
  if (at < 0) return []
  let start = at
  while (start > 0 && sequence[start - 1]!.kind === 'class') start--
  const prefix = extentOf(coreOf(sequence.slice(0, start)))
  if (start === at || prefix.min !== prefix.max) {
    throw new TemplateError('bad-checksum', '{crc32:6} needs a class before it, and a prefix of one length before that')
  }
  return [`crc32:${prefix.min}`]
}

function holdsChecksum(sequence: Sequence): boolean {
  return sequence.some(
    (node) => node.kind === 'crc32' || (node.kind === 'group' && node.alternatives.some(holdsChecksum)),
  )
}
