import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../problem.js'
import { readSignatureFile } from './read-file.js'
import type { RegexRule } from './regex-rule.js'
import type { CompiledSignature, SignatureTable } from './table.js'
import { signatureTable } from './table-of.js'

/**
 * Reads every `*.yaml` of a folder and its sub-folders, in order of their names, and compiles all signatures to a table.
 * Throws a `Failure` (`signatures-invalid`) whose hint lists every problem, one a line.
 */
export function loadSignatures(folder: string): SignatureTable {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
  const signatures: CompiledSignature[] = []
  const rules: RegexRule[] = []
  const problems: string[] = []
  const fileOfId = new Map<string, string>()
  for (const name of names.sort()) {
    const result = readSignatureFile(name, readFileSync(join(folder, name), 'utf8'))
    problems.push(...result.problems)
    rules.push(...result.rules)
    for (const signature of result.signatures) {
      const other = fileOfId.get(signature.id)
      if (other !== undefined) problems.push(`${name}: ${signature.id}: the id is taken by ${other}`)
      else signatures.push(signature)
      fileOfId.set(signature.id, other ?? name)
    }
  }
  if (problems.length > 0) {
    const message = `${problems.length} problem(s) in the signatures; the first: ${problems[0]}`
    throw new Failure({ code: 'signatures-invalid', message, hint: problems.join('\n') })
  }
  return signatureTable({ signatures, rules })
}
