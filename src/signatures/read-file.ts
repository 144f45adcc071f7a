import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { compileSignature } from './compile-signature.js'
import type { RegexRule } from './regex-rule.js'
import { type SignatureFile, signatureFileSchema } from './schema.js'
import type { CompiledSignature } from './table.js'

/**
 * What a signature file holds; `examples` by id. Each problem is one line: the file, the place in it, what is wrong.
 */
export type SignatureFileResult = {
  signatures: CompiledSignature[]
  rules: RegexRule[]
  examples: Map<string, string[]>
  problems: string[]
}

/** Parses, checks and compiles the YAML text of one signature file; `name` is for the messages. Does not throw on bad input. */
export function readSignatureFile(name: string, text: string): SignatureFileResult {
  const document = parseDocument(text)
  const broken = document.errors.map((error) => `${name}: ${error.message.split('\n')[0]!.replace(/:$/, '')}`)
  if (broken.length > 0) return { ...nothing(), problems: broken }
  const parsed = signatureFileSchema.safeParse(contentOf(document))
  if (parsed.success) return compileAll(name, parsed.data)
  return { ...nothing(), problems: parsed.error.issues.map((issue) => `${name}: ${lineOf(issue)}`) }
}

function nothing(): SignatureFileResult {
  return { signatures: [], rules: [], examples: new Map(), problems: [] }
}

/** Aliases are refused: the file then counts as empty, and the schema says what is missing. */
function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    return undefined
  }
}

function compileAll(name: string, file: SignatureFile): SignatureFileResult {
  const result = nothing()
  for (const entry of file.signatures) {
    const compiled = compileSignature(file, entry)
    if ('problems' in compiled) {
      result.problems.push(...compiled.problems.map(({ path, message }) => `${name}: ${entry.id}: ${path}: ${message}`))
      continue
    }
    result.signatures.push(compiled.signature)
    if (compiled.rule) result.rules.push(compiled.rule)
    if (entry.examples.length > 0) result.examples.set(entry.id, entry.examples)
  }
  return result
}

function lineOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return `${path.replace(/^\./, '') || '(the whole file)'}: ${issue.message}`
}
