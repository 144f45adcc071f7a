import { handOut, type Inside } from '../inside.js'

/** A constant of a compiled program, and to what name its source gave it, if that can be told. Byte strings. */
export type Constant = { text: string; name?: string; isArgument?: boolean }

/** A shorter text that has no name holds no secret that a signature knows. In bytes. */
export const shortestText = 8
/** Longer names are none. */
const longestName = 200

/**
 * Hands out constants as the text of a program: `name = "value"` and `name("value")`, so that what goes by names sees them; then all others, on
 * lines of their own with nothing around them. Each is told once. `path`: the source's, by which its kind is known. Texts in a program are not its
 * code, though they may look like it: `textPath` is that of a source that no format of settings reads.
 */
export function handOutConstants(
  out: Inside,
  { step, path, textPath }: { step: string; path: string; textPath: string },
  constants: Constant[],
): void {
  const named = new Set<string>()
  const told = new Set<string>()
  for (const { text, name, isArgument } of constants) {
    if (name === undefined || text.length === 0 || !/^[\w.$-]+$/.test(name) || name.length > longestName) continue
    if (/[\n\r]/.test(text)) continue
    const literal = /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
    named.add(isArgument ? `${name}(${literal})` : `${name} = ${literal}`)
    if (!text.includes('\\')) told.add(text)
  }
  const others = new Set<string>()
  for (const { text } of constants) if (text.length >= shortestText && !told.has(text)) others.add(text)
  handOutLines(out, { step, path }, named)
  handOutLines(out, { step, path: textPath }, others)
}

function handOutLines(out: Inside, file: { step: string; path: string }, lines: ReadonlySet<string>): void {
  if (lines.size > 0) handOut(out, file, Buffer.from(`${[...lines].join('\n')}\n`, 'latin1'))
}
