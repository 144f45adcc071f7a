/** One variable of an ARG or ENV: `value` without its quotes, unset for an ARG without a default. `raw`: as it is written. */
export type Pair = { name: string; value?: string; raw: string }

const pair = /\s*(([A-Za-z_][\w.-]*)(?:(=)((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])*))?)(?=\s|$)/sy

/** The variables of an ARG or ENV instruction, in order; undefined if it is written in a way that is not known here. */
export function pairsOf(keyword: string, text: string): Pair[] | undefined {
  const whole = text.trim()
  if (keyword === 'ENV') {
    const [, name, value] = /^([A-Za-z_][\w.-]*)\s+([^=].*)$/s.exec(whole) ?? []
    if (name !== undefined && value !== undefined) return [{ name, value, raw: whole }]
  }
  const pairs: Pair[] = []
  pair.lastIndex = 0
  for (let at = 0; at < whole.length; at = pair.lastIndex) {
    const found = pair.exec(whole)
    if (!found) return undefined
    const [, raw = '', name = '', equals, value = ''] = found
    if (keyword === 'ENV' && !equals) return undefined
    pairs.push({ name, raw, ...(equals && { value: unquoted(value) }) })
  }
  return pairs
}

function unquoted(value: string): string {
  return value.replace(
    /"((?:\\.|[^"\\])*)"|'([^']*)'/gs,
    (_, double?: string, single?: string) => double ?? single ?? '',
  )
}

/** Whether a text uses the variable, as Dockerfiles and shells write it. */
export function mentions(text: string, name: string): boolean {
  return [`$${name}`, `\${${name}`].some((use) => {
    for (let at = text.indexOf(use); at >= 0; at = text.indexOf(use, at + 1)) {
      if (!/\w/.test(text[at + use.length] ?? '')) return true
    }
    return false
  })
}
