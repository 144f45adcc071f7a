/** More alternatives than this are refused. */
const mostAlternatives = 256

/** The globs without braces that a glob with braces stands for. `{x}` without a comma is no alternative, and stands for itself. Throws a RangeError. */
export function expandBraces(glob: string): string[] {
  const done: string[] = []
  let open = [glob]
  while (open.length > 0) {
    const next = open.flatMap((one) => {
      const alternatives = expandFirst(one)
      if (alternatives === undefined) done.push(one)
      return alternatives ?? []
    })
    if (done.length + next.length > mostAlternatives) {
      throw new RangeError(`must not stand for more than ${mostAlternatives} globs`)
    }
    open = next
  }
  return [...new Set(done)]
}

/** One glob for each alternative of the first braces; undefined if there are none. */
function expandFirst(glob: string): string[] | undefined {
  for (let start = 0; start < glob.length; start++) {
    if (glob[start] === '\\') start++
    else if (glob[start] === '[') start = endOfClass(glob, start)
    else if (glob[start] === '{') {
      const { end, commas } = closing(glob, start)
      if (commas.length === 0) continue
      const edges = [start, ...commas, end]
      return edges
        .slice(1)
        .map((edge, i) => glob.slice(0, start) + glob.slice(edges[i]! + 1, edge) + glob.slice(end + 1))
    }
  }
  return undefined
}

/** Where the braces that open at `start` close, and the commas directly in them. */
function closing(glob: string, start: number): { end: number; commas: number[] } {
  const commas: number[] = []
  let depth = 0
  for (let at = start; at < glob.length; at++) {
    const character = glob[at]
    if (character === '\\') at++
    else if (character === '[') at = endOfClass(glob, at)
    else if (character === '{') depth++
    else if (character === ',' && depth === 1) commas.push(at)
    else if (character === '}' && --depth === 0) return { end: at, commas }
  }
  throw new RangeError('has a { without its }; \\{ stands for the character')
}

/** The index of the `]` that ends a class of characters; the start if none does, which the class's own compiler tells. */
export function endOfClass(glob: string, start: number): number {
  let at = start + 1
  if (glob[at] === '!' || glob[at] === '^') at++
  if (glob[at] === ']') at++
  for (; at < glob.length; at++) {
    if (glob[at] === '\\') at++
    else if (glob[at] === ']') return at
  }
  return start
}
