import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import type { GitleaksConfig } from './config-schema.js'
import { extendConfig } from './extend.js'
import { type ParsedConfig, parseConfig } from './parse-config.js'
import { type Translation, translateConfig } from './translate.js'

/** One file may extend another, and that a third. */
const depthLimit = 2

/** Reads the text of a gitleaks configuration that stands in `file`, and the files that it extends. Does not throw on bad input. */
export function readGitleaksConfig(file: string, toml: string): Translation {
  const read = withExtension(file, parseConfig(file, toml), 0)
  if ('problems' in read) return { signatures: [], rules: [], problems: read.problems, notes: [] }
  const translation = translateConfig(file, read.config)
  const notes = notesOn(file, read.config)
  return { ...translation, notes: [...notes, ...translation.notes] }
}

function withExtension(file: string, parsed: ParsedConfig, depth: number): ParsedConfig {
  const path = 'config' in parsed ? parsed.config.extend?.path : undefined
  if (!('config' in parsed) || !path || depth === depthLimit) return parsed
  const target = placeOf(path, file)
  let toml: string
  try {
    toml = readFileSync(target, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'failed'
    return { problems: [`${file}: extend.path: ${path} cannot be read (${code})`] }
  }
  const base = withExtension(target, parseConfig(target, toml), depth + 1)
  return 'config' in base ? { config: extendConfig(parsed.config, base.config) } : base
}

/** gitleaks looks from the working folder; a file that stands beside its extension is meant to go with it. */
function placeOf(path: string, file: string): string {
  const beside = resolve(dirname(file), path)
  return isAbsolute(path) || existsSync(beside) ? beside : resolve(path)
}

function notesOn(file: string, { extend, rules }: GitleaksConfig): string[] {
  const notes: string[] = []
  if (extend?.usedefault)
    notes.push(`${file}: extend.useDefault: the signatures built in are in force instead of gitleaks' rules`)
  if (rules.length === 0) notes.push(`${file}: holds no rule of its own, and its allowlists silence nothing built in`)
  return notes
}
