/**
 * Exec-form text (`["/app", "--x"]` of a Dockerfile, `["/app" "--x"]` and `{Test:[CMD-SHELL …] Interval:…}` of history rows) as shell
 * text of the same length: what is not a word becomes blanks, so that offsets stay. All other text is returned as it is.
 */
export function flattenExec(text: string): string {
  const health = /^\s*(?:&?\{(?:Test:)?)?\[\s*"?(?:CMD-SHELL|CMD)"?,?\s/.exec(text)
  if (health !== null) {
    const inner = text.slice(health[0].length)
    const close = inner.search(/\](?:\s+(?:Interval:|"\d)|\}?\s*$)/)
    const end = close < 0 ? inner.length : close
    return blank(health[0]) + withoutCommas(inner.slice(0, end)) + blank(inner.slice(end))
  }
  const list = /^(\s*\[)([\s\S]*)(\]\s*)$/.exec(text)
  return list === null ? text : `${blank(list[1]!)}${withoutCommas(list[2]!)}${blank(list[3]!)}`
}

function withoutCommas(text: string): string {
  return text.replace(/(?<!\\)"(\s*),(\s*)"/g, '"$1 $2"')
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}
