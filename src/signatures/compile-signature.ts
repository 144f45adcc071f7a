import { regexProblem } from './re2-syntax.js'
import type { RegexRule } from './regex-rule.js'
import type { SignatureEntry, SignatureFile } from './schema.js'
import type { CompiledPattern, CompiledSignature } from './table.js'
import { compileTemplate } from './template/compile.js'
import { parseTemplate } from './template/parse.js'
import { TemplateError } from './template/template-error.js'

type EntryProblem = { path: string; message: string }

/** A signature with its templates compiled, or what is wrong with them, each with the place inside the entry (`value[1]`). */
export type CompileResult = { signature: CompiledSignature; rule?: RegexRule } | { problems: EntryProblem[] }

/** Compiles one entry of a signature file. */
export function compileSignature(file: SignatureFile, entry: SignatureEntry): CompileResult {
  const problems = problemsOfRegex(entry)
  const patterns: CompiledPattern[] = []
  const values = entry.value === undefined ? [] : [entry.value].flat()
  values.forEach((template, index) => {
    const path = Array.isArray(entry.value) ? `value[${index}]` : 'value'
    try {
      const pattern = compileTemplate(template, entry.near !== undefined)
      if (pattern.anchors.length === 0 && entry.near === undefined) {
        problems.push({ path, message: 'has no literal that is rare enough, so the signature needs "near" words' })
      }
      patterns.push({
        ...pattern,
        checks: [...pattern.checks, ...entry.checks.map((check) => withPrefix(check, template))],
      })
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      problems.push({ path, message: error.message })
    }
  })
  if (values.length === 0 && entry.near !== undefined) {
    problems.push({ path: 'near', message: 'means nothing without a value' })
  }
  if (problems.length > 0) return { problems }
  const rule = ruleOf(entry)
  return { signature: assemble(file, entry, patterns), ...(rule && { rule }) }
}

function problemsOfRegex({ regex, keywords, examples }: SignatureEntry): EntryProblem[] {
  if (regex === undefined) {
    const idle = keywords.length > 0 ? 'keywords' : examples.length > 0 ? 'examples' : undefined
    return idle === undefined ? [] : [{ path: idle, message: 'means nothing without a regex' }]
  }
  const message = regexProblem(regex)
  return [
    ...(message === undefined ? [] : [{ path: 'regex', message }]),
    ...examples.flatMap((template, index) => {
      const wrong = templateProblem(template)
      return wrong === undefined ? [] : [{ path: `examples[${index}]`, message: wrong }]
    }),
  ]
}

function templateProblem(template: string): string | undefined {
  try {
    parseTemplate(template)
    return undefined
  } catch (error) {
    if (error instanceof TemplateError) return error.message
    throw error
  }
}

function ruleOf({ id, regex, keywords, confidence, checks }: SignatureEntry): RegexRule | undefined {
  if (regex === undefined) return undefined
  const lower = keywords.map((word) => word.toLowerCase())
  return { signature: id, regex, group: 0, keywords: lower, allowlists: [], confidence, checks }
}

function assemble(file: SignatureFile, entry: SignatureEntry, patterns: CompiledPattern[]): CompiledSignature {
  const provider = entry.provider ?? file.provider
  const docs = entry.docs ?? file.docs
  const revoke = entry.revoke ?? file.revoke
  return {
    id: entry.id,
    title: entry.title,
    ...(provider !== undefined && { provider }),
    severity: entry.severity,
    kind: entry.kind,
    generic: entry.generic,
    ...(docs !== undefined && { docs }),
    ...(revoke !== undefined && { revoke }),
    ...(entry.remedy !== undefined && { remedy: entry.remedy }),
    confidence: entry.confidence,
    ...(entry.tags.length > 0 && { tags: entry.tags }),
    patterns,
    ...(entry.near && { near: nearOf(entry.near) }),
  }
}

/** `random` is for what stands behind the vendor's own words at the template's start. */
function withPrefix(check: string, template: string): string {
  const literal = /^(?:[^{}()[\]|\\]|\\.)*/s.exec(template)![0].replace(/\\(.)/gs, '$1')
  return check === 'random' ? `random:${literal.length}` : check
}

/** What stands behind an everyday word where it names a secret: `close` is a verb, `CLOSE_API_KEY` is not. */
const secretNouns =
  'key token secret api_key api_token api_secret access_key access_token auth_token secret_key secret_token client_secret private_key password pat credentials'.split(
    ' ',
  )

/** Where it names a client, which takes the key as its first argument: `close.Client("…")`, `new Close("…")`, `close.NewClient("…")`. */
function formsOf(word: string): string[] {
  return [...[...secretNouns, 'client', 'new_client'].map((noun) => `${word}_${noun}`), `new_${word}`]
}

function nearOf({ words, ordinary, within }: NonNullable<SignatureEntry['near']>): CompiledSignature['near'] {
  return { words: [...words, ...ordinary.flatMap(formsOf)], within }
}
