import type { CompiledSignature, SignatureTable } from '../../signatures/table.js'

/** What is known of a signature, for people and programs. */
export type Description = Omit<CompiledSignature, 'patterns'> & {
  /** What it is found by; `inspector`: a parser of files of its kind, or a variable's name. */
  foundBy: 'value' | 'regex' | 'inspector'
  values: string[]
  checks: string[]
  regexes: { regex?: string; path?: string; keywords: string[] }[]
}

export function describeSignature(signature: CompiledSignature, { rules = [] }: SignatureTable): Description {
  const { patterns, ...rest } = signature
  const own = rules.filter((rule) => rule.signature === signature.id)
  return {
    ...rest,
    foundBy: patterns.length > 0 ? 'value' : own.length > 0 ? 'regex' : 'inspector',
    values: patterns.map(({ template }) => template),
    checks: [...new Set([...patterns.flatMap((one) => one.checks), ...own.flatMap((rule) => rule.checks ?? [])])],
    regexes: own.map(({ regex, path, keywords }) => ({
      ...(regex !== undefined && { regex }),
      ...(path !== undefined && { path }),
      keywords,
    })),
  }
}
