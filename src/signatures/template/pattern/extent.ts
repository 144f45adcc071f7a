import type { CoreNode } from './core.js'
import { pemBodyLimit, pemFrame } from './pem-frame.js'

/** The shortest and the longest match, in bytes. */
export type Extent = { min: number; max: number }

export function extentOf(nodes: CoreNode[]): Extent {
  return nodes
    .map(extentOfNode)
    .reduce((sum, next) => ({ min: sum.min + next.min, max: sum.max + next.max }), { min: 0, max: 0 })
}

function extentOfNode(node: CoreNode): Extent {
  switch (node.kind) {
    case 'literal':
      return { min: node.text.length, max: node.text.length }
    case 'class':
      return { min: node.min, max: node.max }
    case 'pem': {
      const { begin, end } = pemFrame(node.label)
      return { min: begin.length + end.length, max: begin.length + end.length + pemBodyLimit }
    }
    case 'group': {
      const extents = node.alternatives.map(extentOf)
      return {
        min: node.min * Math.min(...extents.map((extent) => extent.min)),
        max: node.max * Math.max(...extents.map((extent) => extent.max)),
      }
    }
  }
}
