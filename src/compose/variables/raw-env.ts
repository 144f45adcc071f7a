import type { Entry } from '../../inspect/files/syntax/spot.js'

/** The lines `KEY=value` of an env file of the format `raw`, in which quotes, `#` and `$` mean nothing. */
export function readRawEnv(text: string): Entry[] {
  const lines = text.matchAll(/^[ \t]*([A-Za-z_][\w.-]{0,255})=([^\r\n]*)/gm)
  return [...lines].map(({ 0: line, 1: name = '', 2: value = '', index }) => {
    const end = index + line.length
    return { path: [name], value, start: end - value.length, end }
  })
}
