const part =
  /\[(?:\\x[0-9a-f]{2}|\\.|[^\]\\])+\]|\\x[0-9a-f]{2}|\\[^A-Za-z0-9]|\(\?:|[|)]|\{\d+(?:,\d*)?\}\??|[A-Za-z0-9_ -\x2f:-@`~]/gs

/**
 * The parts of a compiled template's expression, in order: class, escape, group mark, count, plain byte. Undefined for
 * what no template compiles to: an expression that a user wrote.
 */
export function regexParts(regex: string): string[] | undefined {
  const parts = regex.match(part) ?? []
  const known = parts.join('').length === regex.length
  return known && !parts.some((each) => /^[.*+?^$(]$/.test(each)) ? parts : undefined
}
