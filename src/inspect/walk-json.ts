import { toByteString } from '../findings/byte-string.js'

/** Deeper JSON is read as one text. */
export const maxJsonDepth = 64
/** What follows after so many values of a document is read as text, value by value of the level that was reached. */
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
 * instead. The strings beyond the limits come as one text.
 */
export function walkJson(value: unknown, path: (string | number)[], hides: (key: string) => boolean): JsonText[] {
  const out: JsonText[] = []
  const state = { left: maxJsonValues, out, hides }
  visit(value, path, '', state)
  return out
}

type State = { left: number; out: JsonText[]; hides: (key: string) => boolean }

function visit(value: unknown, path: (string | number)[], name: string, state: State): void {
  if (state.left-- <= 0 || path.length > maxJsonDepth) {
    pushRest(value, path, name, state)
    return
  }
  if (typeof value === 'string') {
    if (value !== '') state.out.push({ path, name, text: toByteString(value), isKey: false })
  } else if (Array.isArray(value)) {
    const last = lastBuildArgument(value)
    for (let i = 0; i < value.length; i++) visit(value[i], [...path, i], i > 0 && i <= last ? 'env' : name, state)
  } else if (typeof value === 'object' && value !== null) {
    visitObject(value as Record<string, unknown>, path, state)
  }
}

/** The classic builder's `["|2", "A=x", "B=y", "/bin/sh", "-c", …]`: so many entries after the first are variables. */
function lastBuildArgument(list: unknown[]): number {
  const first = list[0]
  return typeof first === 'string' && /^\|\d{1,4}$/.test(first) ? Number(first.slice(1)) : 0
}

function visitObject(value: Record<string, unknown>, path: (string | number)[], state: State): void {
  for (const [i, [key, inner]] of Object.entries(value).entries()) {
    state.left--
    const name = toByteString(key)
    if (key !== '') state.out.push({ path: [...path, i], name: '', text: name, isKey: true })
    visit(inner, [...path, state.hides(name) ? i : key], name, state)
  }
}

/** All strings below, a line each: without recursion, as it is depth that brought it here. */
function pushRest(value: unknown, path: (string | number)[], name: string, state: State): void {
  const texts: string[] = []
  const open: unknown[] = [value]
  while (open.length > 0) {
    const one = open.pop()
    if (typeof one === 'string') texts.push(one)
    else if (typeof one === 'object' && one !== null) {
      for (const [key, inner] of Object.entries(one)) open.push(inner, ...(Array.isArray(one) ? [] : [key]))
    }
  }
  if (texts.length > 0) state.out.push({ path, name, text: toByteString(texts.join('\n')), isKey: false })
}
