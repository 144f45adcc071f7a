import { endOfClass } from './braces.js'
import { classOf } from './character-class.js'

/** What one character must be; `any` one of them; `some`: any number of any characters. */
type Item = { kind: 'one'; fits: (character: string) => boolean } | { kind: 'some' }

/** A glob for a name without slashes. */
export type Segment = readonly Item[]

/** Compiles the part of a glob between two slashes, braces expanded. Throws a RangeError. */
export function compileSegment(text: string): Segment {
  const items: Item[] = []
  for (let at = 0; at < text.length; ) {
    const { item, length } = itemAt(text, at)
    items.push(item)
    at += length
  }
  return items
}

function itemAt(text: string, at: number): { item: Item; length: number } {
  const character = String.fromCodePoint(text.codePointAt(at)!)
  if (/[!@+?*]/.test(character) && text[at + 1] === '(') throw new RangeError(`${character}(…) is not supported`)
  if (character === '*') return { item: { kind: 'some' }, length: 1 }
  if (character === '?') return { item: { kind: 'one', fits: () => true }, length: 1 }
  if (character === '[') {
    const end = endOfClass(text, at)
    if (end === at) throw new RangeError('has a [ without its ]; \\[ stands for the character')
    return { item: { kind: 'one', fits: classOf(text.slice(at + 1, end)) }, length: end + 1 - at }
  }
  if (character !== '\\') return { item: is(character), length: character.length }
  if (at + 1 === text.length) throw new RangeError('ends with a backslash')
  const escaped = String.fromCodePoint(text.codePointAt(at + 1)!)
  return { item: is(escaped), length: 1 + escaped.length }
}

function is(wanted: string): Item {
  return { kind: 'one', fits: (character) => character === wanted }
}

/**
 * Whether a name fits. Only the last `*` is ever tried again: what stands between two of them may be met at once where it is first met. A
 * `*` alone wants at least one character.
 */
export function segmentFits(segment: Segment, name: string): boolean {
  const characters = [...name]
  if (characters.length === 0) return segment.length === 0
  let at = 0
  let next = 0
  let resumeAt = -1
  let resumeNext = 0
  while (next < characters.length) {
    const item = segment[at]
    if (item?.kind === 'some') {
      resumeAt = ++at
      resumeNext = next
    } else if (item?.fits(characters[next]!)) {
      at++
      next++
    } else if (resumeAt >= 0) {
      at = resumeAt
      next = ++resumeNext
    } else return false
  }
  while (segment[at]?.kind === 'some') at++
  return at === segment.length
}
