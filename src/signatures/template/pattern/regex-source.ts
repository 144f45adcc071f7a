import type { ClassNode } from '../ast.js'
import { range, union } from '../character-classes.js'
import type { CoreNode } from './core.js'
import { extentOf } from './extent.js'
import { firstCharacters, followOfBody } from './first-characters.js'
import { pemBodyLimit, pemFrame } from './pem-frame.js'

/** The regular expression of the nodes: no flags needed but `s`, no captures, no look-around. */
export function regexSource(nodes: CoreNode[], follow = ''): string {
  let source = ''
  nodes.forEach((node, index) => {
    source += nodeSource(node, firstCharacters(nodes.slice(index + 1), follow))
  })
  return source
}

function nodeSource(node: CoreNode, after: string): string {
  switch (node.kind) {
    case 'literal':
      return literalSource(node.text)
    case 'class':
      return runSource(node, after)
    case 'pem': {
      const { begin, end } = pemFrame(node.label)
      return `${literalSource(begin)}.{0,${pemBodyLimit}}?${literalSource(end)}`
    }
    case 'group': {
      const follow = followOfBody(node, after)
      // The longest first: a matcher takes the first that fits, and `(x|xy)` must not stop short.
      const longestFirst = [...node.alternatives].sort((left, right) => extentOf(right).max - extentOf(left).max)
      const alternatives = longestFirst.map((alternative) => regexSource(alternative, follow))
      return `(?:${alternatives.join('|')})${countSource(node.min, node.max)}`
    }
  }
}

/** Padding is tried first, so that a match takes it in where it stands. */
function runSource(node: ClassNode, after: string): string {
  const one = classSource(node.chars)
  const plain = one + countSource(node.min, node.max)
  if (!mayBePadded(node, after)) return plain
  const shorter = (by: number): string => one + countSource(Math.max(node.min - by, 1), node.max - by)
  return `(?:${shorter(2)}==|${shorter(1)}=|${plain})`
}

/** Padding fills base64 up to a multiple of four; it ends the run, so nothing of the same alphabet and no further `=` can follow. */
function mayBePadded(node: ClassNode, after: string): boolean {
  if (!node.padded || node.max < 4) return false
  if (node.min === node.max && node.min % 4 !== 0) return false
  return ![...after].some((char) => char === '=' || node.chars.includes(char))
}

function countSource(min: number, max: number): string {
  if (min === 1 && max === 1) return ''
  return min === max ? `{${min}}` : `{${min},${max}}`
}

function literalSource(text: string): string {
  return [...text].map((char) => (/[A-Za-z0-9_]/.test(char) ? char : escaped(char))).join('')
}

/** A class of a regular expression, e.g. `[0-9A-Za-z_-]`. */
export function classSource(chars: string): string {
  const sorted = union(chars)
  const parts: string[] = []
  for (let index = 0; index < sorted.length; ) {
    let last = index
    while (last + 1 < sorted.length && sorted.charCodeAt(last + 1) === sorted.charCodeAt(last) + 1) last++
    const run = range(sorted[index]!, sorted[last]!)
    parts.push(run.length > 2 ? `${inClass(run[0]!)}-${inClass(run.at(-1)!)}` : [...run].map(inClass).join(''))
    index = last + 1
  }
  return `[${parts.join('')}]`
}

function inClass(char: string): string {
  return /[A-Za-z0-9_+/=.~@%&,;:!#<>"' ]/.test(char) ? char : escaped(char)
}

/** Escapes are legal without the flag `u`; bytes outside printable ASCII go as `\xNN`. */
function escaped(char: string): string {
  const code = char.charCodeAt(0)
  return code < 0x20 || code > 0x7e ? `\\x${code.toString(16).padStart(2, '0')}` : code === 0x20 ? ' ' : `\\${char}`
}
