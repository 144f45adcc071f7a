import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { compileSignature } from './compile-signature.js'
import { type SignatureFile, signatureFileSchema } from './schema.js'
import type { CompiledSignature } from './table.js'

/** What a signature file holds. Each problem is one line: the file, the place in it, what is wrong. */
export type SignatureFileResult = { signatures: CompiledSignature[]; problems: string[] }

/** Parses, checks and compiles the YAML text of one signature file; `name` is for the messages. Does not throw on bad input. */
export function readSignatureFile(name: string, text: string): SignatureFileResult {
  const document = parseDocument(text)
  const broken = document.errors.map((error) => `${name}: ${error.message.split('\n')[0]}`)
  if (broken.length > 0) return { signatures: [], problems: broken }
  const parsed = signatureFileSchema.safeParse(contentOf(document))
  if (parsed.success) return compileAll(name, parsed.data)
  return { signatures: [], problems: parsed.error.issues.map((issue) => `${name}: ${lineOf(issue)}`) }
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
  const result: SignatureFileResult = { signatures: [], problems: [] }
  for (const entry of file.signatures) {
    const compiled = compileSignature(file, entry)
    if ('signature' in compiled) result.signatures.push(compiled.signature)
    else
      for (const { path, message } of compiled.problems)
        result.problems.push(`${name}: ${entry.id}: ${path}: ${message}`)
  }
  return result
}

function lineOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return `${path.replace(/^\./, '') || '(the whole file)'}: ${issue.message}`
}
