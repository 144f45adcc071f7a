import type { Random } from '../content.js'

/** As much of a compiled signature as is used here. */
export type Signature = {
  id: string
  provider?: string
  severity: string
  kind: string
  generic: boolean
  confidence: string
  near?: { words: string[]; within: number }
  patterns: {
    template: string
    minLength: number
    maxLength: number
    shape?: object
    anchors: object[]
    checks: string[]
  }[]
}
export type Expand = (template: string, seed: string) => string

/** A provider's secret, made up. `word`: what must stand near it, if it has no mark of its own. `isFixed`: all of its kind have one length. */
export type Token = { value: string; signature: string; severity: string; word?: string; isFixed: boolean }

/** Bytes that may stand between a word and its token, when the token is assigned to a name that holds the word. */
const nameLength = 20

const serious = ['critical', 'high', 'medium']

/** A fresh token for each of so many different signatures: three in four with a mark of their own, the others with a word. */
export function freshTokens(
  signatures: readonly Signature[],
  count: number,
  seed: string,
  expand: Expand,
  random: Random,
): Token[] {
  const usable = signatures.filter(isProviders)
  const marked = shuffled(
    usable.filter(({ near, patterns }) => !near && patterns.some(hasMark)),
    random,
  )
  const named = shuffled(
    usable.filter(({ near, patterns }) => near && near.within >= nameLength && !patterns.some(hasMark)),
    random,
  )
  const tokens: Token[] = []
  while (tokens.length < count) {
    const signature = (tokens.length % 4 === 2 ? named : marked).pop()
    if (signature === undefined) throw new Error('too few signatures')
    const token = tokenOf(signature, `${seed}:${signature.id}`, expand, random)
    if (/^[\x21-\x7e]+$/.test(token.value) && !/["'`\\]/.test(token.value)) tokens.push(token)
  }
  return tokens
}

/** A provider's own, and told as what it is. */
function isProviders({ provider, severity, kind, generic, confidence, patterns }: Signature): boolean {
  const isTold = kind === 'secret' && !generic && confidence === 'likely' && serious.includes(severity)
  return isTold && provider !== undefined && patterns.length > 0 && patterns.every(isExpandable)
}

/** Whether expanding the template gives a right one: of most checksums, it knows nothing. */
function isExpandable({ template, shape, checks }: Signature['patterns'][number]): boolean {
  const isMade = (check: string) =>
    check.startsWith('random') || (check.startsWith('crc32:') && template.includes('{crc32'))
  return shape === undefined && checks.every(isMade)
}

function hasMark({ anchors }: Signature['patterns'][number]): boolean {
  return anchors.length > 0
}

function tokenOf({ id, severity, near, patterns }: Signature, seed: string, expand: Expand, random: Random): Token {
  const { template, minLength, maxLength } = patterns[random(patterns.length)]!
  const isFixed = !near && minLength === maxLength && /^[^{}()[\]|\\]{4}/.test(template)
  return { value: expand(template, seed), signature: id, severity, isFixed, ...(near && { word: near.words[0]! }) }
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const left = [...all]
  return all.map(() => left.splice(random(left.length), 1)[0]!)
}
