import { createRequire } from 'node:module'
import type { Document, Element, Node } from '@xmldom/xmldom'
import { MAX_DEPTH, MAX_ENTRIES, type Spot } from './spot.js'

/** One element: the names from the root to it, its attributes, and its own text (the first piece that is not blank). */
export type XmlElement = { path: string[]; attributes: Map<string, Spot>; text?: Spot; parent?: XmlElement }

/** Loaded for the first file: to load it is a part of a thread's start, and many layers have none. */
let loaded: typeof import('@xmldom/xmldom') | undefined
function library(): typeof import('@xmldom/xmldom') {
  loaded ??= createRequire(import.meta.url)('@xmldom/xmldom') as typeof import('@xmldom/xmldom')
  return loaded
}

const ELEMENT = 1
const TEXT = 3
const CDATA = 4

/**
 * Elements of an XML document in document order. Only the five predefined entities and character references are replaced; a document type
 * is not read. A document that breaks off gives the elements up to there.
 */
export function readXml(text: string): XmlElement[] {
  const base = text.startsWith('\xef\xbb\xbf') ? 3 : 0
  const source = base === 0 ? text : text.slice(base)
  const elements: XmlElement[] = []
  const starts = lineStartsOf(source)
  const stack: { node: Node; parent?: XmlElement }[] = []
  const root = documentOf(source)?.documentElement
  if (root) stack.push({ node: root })
  for (let visit = stack.pop(); visit !== undefined && elements.length < MAX_ENTRIES; visit = stack.pop()) {
    const { node, parent } = visit
    if (node.nodeType === ELEMENT) {
      const path = [...(parent?.path ?? []), node.nodeName]
      if (path.length > MAX_DEPTH) continue
      const element: XmlElement = { path, attributes: attributesOf(node as Element, source, starts, base), parent }
      elements.push(element)
      for (let child = node.lastChild; child !== null; child = child.previousSibling)
        stack.push({ node: child, parent: element })
    } else if (
      (node.nodeType === TEXT || node.nodeType === CDATA) &&
      parent !== undefined &&
      parent.text === undefined
    ) {
      parent.text = textSpot(node, source, starts, base)
    }
  }
  return elements
}

function documentOf(source: string): Document | undefined {
  let partial: Document | undefined
  try {
    return new (library().DOMParser)({
      locator: true,
      // Line ends stay as they are, for offsets are counted in the file's own bytes.
      normalizeLineEndings: (given: string) => given,
      onError: (_level, _message, context) => {
        partial = (context as { doc?: Document }).doc
      },
    }).parseFromString(source, 'text/xml')
  } catch {
    return partial
  }
}

function attributesOf(element: Element, source: string, starts: number[], base: number): Map<string, Spot> {
  const found = new Map<string, Spot>()
  for (const attribute of element.attributes) {
    const quoteAt = offsetOf(attribute as Placed, starts)
    const quote = source[quoteAt]
    if (quote !== '"' && quote !== "'") continue
    const end = source.indexOf(quote, quoteAt + 1)
    if (end < 0) continue
    found.set(attribute.name, { value: attribute.value, start: base + quoteAt + 1, end: base + end })
  }
  return found
}

function textSpot(node: Node, source: string, starts: number[], base: number): Spot | undefined {
  const value = (node.nodeValue ?? '').trim()
  if (value === '') return undefined
  const cdata = node.nodeType === CDATA
  let start = offsetOf(node as Placed, starts) + (cdata ? '<![CDATA['.length : 0)
  let end = source.indexOf(cdata ? ']]>' : '<', start)
  if (end < 0) end = source.length
  while (start < end && source.charCodeAt(start) <= 32) start++
  while (end > start && source.charCodeAt(end - 1) <= 32) end--
  return { value, start: base + start, end: base + end }
}

type Placed = { lineNumber?: number; columnNumber?: number }

function offsetOf(node: Placed, starts: number[]): number {
  return (starts[(node.lineNumber ?? 1) - 1] ?? 0) + (node.columnNumber ?? 1) - 1
}

/** The parser counts CRLF, CR and LF as line ends, each once. */
function lineStartsOf(source: string): number[] {
  const starts = [0]
  for (const end of source.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length)
  return starts
}
