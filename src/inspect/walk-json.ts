import { toByteString } from '../findings/byte-string.js'

/** Deeper JSON is not entered. */
export const maxJsonDepth = 64
/** More values than this in one document are not looked at. */
export const maxJsonValues = 500_000

export type JsonText = {
  path: (string | number)[]
  /** The nearest key of an object above the text, a byte string; empty at the top. */
  name: string
  /** A byte string. */
  text: string
  /** The text is the key itself; `path` ends in its position among the keys. */
  isKey: boolean
}

/**
 * All strings of a parsed JSON, keys included, in order. `hides` says that a key is secret itself: paths then tell its position
 * instead. Values beyond the limits are left out.
 */
export function walkJson(value: unknown, path: (string | number)[], hides: (key: string) => boolean): JsonText[] {
  const out: JsonText[] = []
  const state = { left: maxJsonValues, out, hides }
  visit(value, path, '', state)
  return out
}

type State = { left: number; out: JsonText[]; hides: (key: string) => boolean }

function visit(value: unknown, path: (string | number)[], name: string, state: State): void {
  if (state.left-- <= 0 || path.length > maxJsonDepth) return
  if (typeof value === 'string') {
    if (value !== '') state.out.push({ path, name, text: toByteString(value), isKey: false })
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length && state.left > 0; i++) visit(value[i], [...path, i], name, state)
  } else if (typeof value === 'object' && value !== null) {
    visitObject(value as Record<string, unknown>, path, state)
  }
}

function visitObject(value: Record<string, unknown>, path: (string | number)[], state: State): void {
  for (const [i, [key, inner]] of Object.entries(value).entries()) {
    if (state.left-- <= 0) return
    const name = toByteString(key)
    if (key !== '') state.out.push({ path: [...path, i], name: '', text: name, isKey: true })
    visit(inner, [...path, state.hides(name) ? i : key], name, state)
  }
}
