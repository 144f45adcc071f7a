import type { CompiledPattern } from '../../table.js'
import type { CoreNode } from './core.js'
import { type FlatItem, flatten } from './flatten.js'
import { frequencyOfKey } from './rarity.js'

type Anchor = CompiledPattern['anchors'][number]

/** A place of a template, counted from its start: the characters that can stand there, or a gap (`undefined`). */
type Place = { chars: string | undefined; min: number; max: number }

/** How many keys a short literal may be multiplied out to, with the characters round it. */
export const multipliedLimit = 4_096

/**
 * An anchor that would be met more often than this (an estimated share of all bytes) is worse than none. Where words stand near the value,
 * there is another way to find it, and an anchor has to be better.
 */
const frequencyLimits = { alone: 0.001, withWords: 0.00001 }

const shortest = 4
const longest = 64

/** The rarest literals that every match holds one of; none if the template has no literal that is rare enough. */
export function anchorsOf(nodes: CoreNode[], hasWords: boolean): Anchor[] {
  const limit = hasWords ? frequencyLimits.withWords : frequencyLimits.alone
  const all = new Map<string, Anchor>()
  for (const way of flatten(nodes)) {
    const found = anchorsOfWay(placesOf(way), limit)
    if (found.length === 0) return []
    for (const anchor of found) {
      const known = all.get(anchor.text) ?? anchor
      all.set(anchor.text, { ...anchor, min: Math.min(known.min, anchor.min), max: Math.max(known.max, anchor.max) })
    }
  }
  return all.size > multipliedLimit ? [] : [...all.values()]
}

function anchorsOfWay(places: Place[], limit: number): Anchor[] {
  let best: Place[] | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (let start = 0; start < places.length; start++) {
    const window = windowAt(places, start)
    if (window === undefined) continue
    const frequency = frequencyOfKey(window.map((place) => place.chars!))
    const cost = costOfKeys(window) * frequency
    // A nearer start is cheaper to go back to: a later one must be much rarer.
    if (frequency < limit && cost < (best === undefined ? lowest : lowest / 4)) {
      best = window
      lowest = cost
    }
  }
  if (best === undefined) return []
  const whole = [...literalBefore(places, best[0]!), ...best]
  const { min, max } = whole[0]!
  return multiply(whole).map((text) => ({ text, ignoreCase: false, min, max }))
}

/** Many keys for one template take memory and make the tables of all fuller: they have to be that much rarer. */
function costOfKeys(window: Place[]): number {
  const keys = window.reduce((product, { chars }) => product * chars!.length, 1)
  return Math.max(1, keys / cheapKeys)
}

const cheapKeys = 64

/** The rest of the literal that the window starts in the middle of: a longer anchor tells more, and costs nothing. */
function literalBefore(places: Place[], first: Place): Place[] {
  const end = places.indexOf(first)
  let start = end
  while (start > 0 && places[start - 1]!.chars?.length === 1) start--
  return places.slice(start, end)
}

/** The places from `start` that make a key: at least four, and as many more as need no multiplying. */
function windowAt(places: Place[], start: number): Place[] | undefined {
  const window: Place[] = []
  let keys = 1
  for (const place of places.slice(start, start + longest)) {
    if (place.chars === undefined || (window.length >= shortest && place.chars.length > 1)) break
    keys *= place.chars.length
    if (keys > multipliedLimit) return undefined
    window.push(place)
  }
  return window.length >= shortest ? window : undefined
}

function multiply(window: Place[]): string[] {
  return window.reduce<string[]>(
    (keys, place) => keys.flatMap((key) => [...place.chars!].map((char) => key + char)),
    [''],
  )
}

function placesOf(items: FlatItem[]): Place[] {
  const places: Place[] = []
  let min = 0
  let max = 0
  const push = (chars: string | undefined, least = 1, most = 1): void => {
    places.push({ chars, min, max })
    min += least
    max += most
  }
  for (const item of items) {
    if (item.kind === 'literal') for (const char of item.text) push(char)
    else if (item.kind === 'gap') push(undefined, item.min, item.max)
    else {
      const [head, tail] = endsOf(item)
      for (let index = 0; index < head; index++) push(item.chars)
      if (item.max > head + tail) push(undefined, item.min - head - tail, item.max - head - tail)
      for (let index = 0; index < tail; index++) push(item.chars)
    }
  }
  return places
}

/** How many of a class's characters are sure to stand at its start and its end; padding may take the last two. */
function endsOf(item: Extract<FlatItem, { kind: 'class' }>): [number, number] {
  if (item.padded) return [Math.min(3, Math.max(item.min - 2, 0)), 0]
  if (item.min === item.max && item.min <= 8) return [item.min, 0]
  const head = Math.min(3, Math.ceil(item.min / 2))
  return [head, Math.min(3, item.min - head)]
}
