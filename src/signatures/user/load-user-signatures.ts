import { readFileSync } from 'node:fs'
import { Failure } from '../../problem.js'
import { readGitleaksConfig } from '../gitleaks/read-config.js'
import { readSignatureFile, type SignatureFileResult } from '../read-file.js'
import type { RegexRule } from '../regex-rule.js'
import type { CompiledSignature } from '../table.js'
import { findSignatureFiles } from './find-files.js'

/** What a user's files hold. */
export type UserSignatures = {
  /** Of YAML files: one with the id of another signature takes its place. */
  signatures: CompiledSignature[]
  /** Of gitleaks configurations: one with the id of another signature stands beside it. */
  imported: CompiledSignature[]
  /** Of both. */
  rules: RegexRule[]
  /** Templates of examples for rules, by id. */
  examples: ReadonlyMap<string, readonly string[]>
  /** Of YAML files: where each signature stands, by id. */
  fileOfId: ReadonlyMap<string, string>
  /** What is read, but has no effect; each a line. */
  notes: string[]
}

/** Reads files and folders of signatures. Throws a `Failure` (`signatures-invalid`) with the first problem and how many more there are. */
export function loadUserSignatures(paths: readonly string[]): UserSignatures {
  const all = { signatures: [], imported: [], rules: [], notes: [] } as Omit<UserSignatures, 'examples' | 'fileOfId'>
  const examples = new Map<string, string[]>()
  const problems: string[] = []
  const fileOfId = new Map<string, string>()
  for (const file of [...new Set(paths.flatMap((path) => filesOf(path, problems)))]) {
    const text = textOf(file, problems)
    if (text === undefined) continue
    if (isToml(file, text)) {
      const result = readGitleaksConfig(file, text)
      all.imported.push(...result.signatures)
      all.rules.push(...result.rules)
      all.notes.push(...result.notes)
      problems.push(...result.problems)
    } else {
      const result = readSignatureFile(file, text)
      all.signatures.push(...result.signatures)
      all.rules.push(...result.rules)
      problems.push(...result.problems, ...takenIds(file, result, fileOfId))
      for (const [id, templates] of result.examples) examples.set(id, templates)
    }
  }
  if (problems.length > 0) throw invalid(problems)
  return { ...all, examples, fileOfId }
}

/** The failure for problems that each are a line with the file and the place in it. */
export function invalid(problems: readonly string[]): Failure {
  const [first = '', ...more] = problems
  const hint =
    more.length === 0 ? 'docs/signatures.md says what a file may hold' : `and ${more.length} more such problems`
  return new Failure({ code: 'signatures-invalid', message: first, hint })
}

function filesOf(path: string, problems: string[]): string[] {
  const found = findSignatureFiles(path)
  if ('files' in found) return found.files
  problems.push(found.problem)
  return []
}

function textOf(file: string, problems: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    problems.push(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
    return undefined
  }
}

/** By the name, and where that says nothing by the first lines that only a configuration of gitleaks has. */
function isToml(file: string, text: string): boolean {
  if (/\.toml$/i.test(file)) return true
  return !/\.ya?ml$/i.test(file) && /^[ \t]*\[\[[ \t]*rules[ \t]*\]\]/m.test(text)
}

function takenIds(file: string, { signatures }: SignatureFileResult, fileOfId: Map<string, string>): string[] {
  return signatures.flatMap(({ id }) => {
    const other = fileOfId.get(id)
    fileOfId.set(id, other ?? file)
    return other === undefined ? [] : [`${file}: ${id}: the id is taken by ${other}`]
  })
}
