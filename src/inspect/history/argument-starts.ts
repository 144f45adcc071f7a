/** A place in a RUN row at which a build argument may start. */
export type ArgumentStart = { name: string; at: number; value: number }

/** The reading that was chosen: `longest` is where the value ends in the longest other reading, if there is one. */
export type ChosenStart = ArgumentStart & { longest?: number }

type Limits = {
  row: string
  start: number
  limit: number
  count: number
  /** The names in the order that they must have, or that they are sorted, where that is known. */
  order: string[] | 'sorted' | undefined
  names: string[]
  /** Where a value that is known already would end. */
  exactEnd: (one: ArgumentStart) => number | undefined
}

/** Picks the places at which the arguments of a row start, the first one being at `start`. */
export function chooseStarts(limits: Limits): ChosenStart[] {
  const { row, start, limit, count } = limits
  const all = possibleStarts(limits)
  const first = all.find((one) => one.at === start) ?? startOf(row, start, limit)
  if (first === undefined) return []
  const chosen: ChosenStart[] = [first]
  while (chosen.length < count) {
    const current = chosen.at(-1)!
    const later = all.filter((one) => one.at > current.at && mayFollow(limits, chosen, one))
    const end = limits.exactEnd(current)
    const next = later.find((one) => end !== undefined && one.at === end + 1) ?? later[0]
    if (next === undefined) break
    if (end === undefined || next.at !== end + 1) {
      const furthest = furthestNext(later, count - chosen.length)
      if (furthest !== undefined && furthest.at > next.at) current.longest = furthest.at - 1
    }
    chosen.push(next)
  }
  return chosen
}

function mayFollow({ order }: Limits, chosen: ChosenStart[], one: ArgumentStart): boolean {
  if (order === undefined) return !chosen.some((other) => other.name === one.name)
  if (order !== 'sorted') return one.name === order[chosen.length]
  // The classic builder sorts the arguments as strings `K=V`.
  return `${one.name}=` > `${chosen.at(-1)!.name}=`
}

/** The last place after which enough other names are left. */
function furthestNext(later: ArgumentStart[], missing: number): ArgumentStart | undefined {
  const names = new Set<string>()
  for (let i = later.length - 1; i >= 0; i--) {
    names.add(later[i]!.name)
    if (names.size >= missing) return later[i]
  }
  return undefined
}

function possibleStarts({ row, start, limit, names }: Limits): ArgumentStart[] {
  const declared = new Set(names)
  const out: ArgumentStart[] = []
  for (const match of row.slice(start, limit).matchAll(/(?<![^ ])([A-Za-z_][\w.-]{0,199})=/g)) {
    const name = match[1]!
    const known = declared.size > 0 ? declared.has(name) : /^(?:[A-Z_][A-Z0-9_]+|[a-z_]+)$/.test(name)
    if (known) out.push({ name, at: start + match.index, value: start + match.index + match[0].length })
  }
  return out
}

/** The first argument stands right after the count, whether its ARG row is known or not. */
function startOf(row: string, start: number, limit: number): ArgumentStart | undefined {
  const match = /^([^\s=]{1,200})=/.exec(row.slice(start, Math.min(limit, start + 201)))
  return match === null ? undefined : { name: match[1]!, at: start, value: start + match[0].length }
}
