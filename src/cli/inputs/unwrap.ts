import { Failure } from '../../problem.js'
import { defaultUnwrapOptions, type UnwrapOptions } from '../../unwrap/limits.js'

/** The flags of unwrapping as commander hands them over. */
export type RawUnwrapFlags = {
  /** False with `--no-unwrap`. */
  unwrap?: boolean
  unwrapDepth?: string
  unwrapSize?: string
  unwrapRatio?: string
  unwrapTime?: string
  /** False with `--no-spool`. */
  spool?: boolean
  spoolSize?: string
}

type Limit = keyof UnwrapOptions
type Amount = { flag: string; pattern: RegExp; units: Readonly<Record<string, number>>; most: number; form: string }

/** `16G`, `16GB` and `16GiB` are the same. */
const size = {
  pattern: /^(\d{1,16})([KMGT]?)(?:(?<=[KMGT])i?B)?$/i,
  units: { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 },
  most: 2 ** 50,
  form: 'must be a size such as 512M or 16G (units of 1024; without a letter, bytes)',
}
const count = { pattern: /^(\d{1,10})()$/, units: { '': 1 } }

/** What each flag takes. Each level of wrappings needs memory and stack of its own, so their depth has a bound. */
const amounts: Readonly<Record<Limit, Amount>> = {
  depth: { ...count, flag: '--unwrap-depth', most: 64, form: 'must be a whole number from 1 to 64' },
  size: { ...size, flag: '--unwrap-size' },
  ratio: { ...count, flag: '--unwrap-ratio', most: 1e9, form: 'must be a whole number from 1 on' },
  time: {
    ...{ flag: '--unwrap-time', pattern: /^(\d{1,10})([smh])$/i, units: { S: 1, M: 60, H: 3600 }, most: 1e6 },
    form: 'must be a duration such as 90s, 15m or 2h',
  },
  spool: { ...size, flag: '--spool-size' },
}

/** Why a text is no such limit; undefined if it is one. */
export function amountRule(limit: Limit, text: string): string | undefined {
  return amountOf(limit, text) === undefined ? amounts[limit].form : undefined
}

/** A limit as its flag takes it, in the largest unit that leaves a whole number. */
export function unwrapDefault(limit: Limit): string {
  const value = defaultUnwrapOptions[limit]
  const [unit, factor] = Object.entries(amounts[limit].units).findLast(([, one]) => value % one === 0)!
  return `${value / factor}${limit === 'time' ? unit.toLowerCase() : unit}`
}

/** What is not left to the defaults. Throws a `Failure` (`usage`) that names the flag and what it takes. */
export function readUnwrapFlags(raw: RawUnwrapFlags): { unwrap?: UnwrapOptions } {
  const given = { depth: raw.unwrapDepth, size: raw.unwrapSize, ratio: raw.unwrapRatio, time: raw.unwrapTime }
  const options: UnwrapOptions = {}
  for (const [limit, text] of Object.entries({ ...given, spool: raw.spoolSize }) as [Limit, string | undefined][]) {
    if (text !== undefined) options[limit] = read(limit, text)
  }
  if (raw.unwrap === false) options.depth = 0
  if (raw.spool === false) options.spool = 0
  return Object.keys(options).length === 0 ? {} : { unwrap: options }
}

const offs: Partial<Record<Limit, string>> = {
  depth: '--no-unwrap opens nothing',
  spool: '--no-spool writes no temporary file',
}

function read(limit: Limit, text: string): number {
  const value = amountOf(limit, text)
  if (value !== undefined) return value
  const { flag, form } = amounts[limit]
  const off = offs[limit]
  throw new Failure({ code: 'usage', message: `${flag} '${text}': ${form}`, ...(off && { hint: off }) })
}

function amountOf(limit: Limit, text: string): number | undefined {
  const { pattern, units, most } = amounts[limit]
  const [, digits, unit = ''] = pattern.exec(text.trim()) ?? []
  const value = Number(digits) * (units[unit.toUpperCase()] ?? Number.NaN)
  return value >= 1 && value <= most ? value : undefined
}
