import { accessSync, constants, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Failure } from '../../problem.js'
import { type FormatName, formatNames, isFormatName } from '../../report/formats.js'

/** Where one report goes. `file` undefined: stdout. */
export type Output = { format: FormatName; file?: string }

/**
 * Reads `--format` and every `--output [FORMAT=]FILE`. An `--output` without a format takes stdout's place; one with a format is a
 * further report. `-` is stdout. Everything that can be known to fail is refused before the scan, not after it.
 */
export function planOutputs(format: FormatName, specs: readonly string[], references: readonly string[]): Output[] {
  const outputs = specs.map((spec) => parseOutput(spec, format))
  const replaced = specs.some((spec, at) => outputs[at]?.file !== undefined && formatPrefix(spec) === undefined)
  const stdouts = outputs.filter(({ file }) => file === undefined).length
  if (stdouts > 1) throw usage('only one report can go to stdout')
  if (!replaced && stdouts === 0) outputs.unshift({ format })
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]))
  const scanned = new Set(references.map((reference) => resolve(reference.replace(/^[a-z-]+:/, ''))))
  for (const [at, file] of files.entries()) {
    if (files.indexOf(file) !== at) throw usage(`--output names ${file} twice`)
    if (scanned.has(file)) throw usage(`--output would overwrite ${file}, which is to be scanned`)
    checkTarget(file)
  }
  return outputs
}

function parseOutput(spec: string, format: FormatName): Output {
  const prefix = formatPrefix(spec)
  const file = prefix === undefined ? spec : spec.slice(prefix.length + 1)
  if (prefix !== undefined && !isFormatName(prefix)) {
    throw usage(
      `--output knows no format ${prefix}; known: ${formatNames.join(', ')}`,
      `for a file of that name: --output ./${spec}`,
    )
  }
  if (file === '') throw usage('--output names no file')
  return { format: prefix ?? format, ...(file !== '-' && { file }) }
}

/** `json` of `json=report.json`; a path with `=` further on has no prefix. */
function formatPrefix(spec: string): string | undefined {
  return /^([a-z]+)=/.exec(spec)?.[1]
}

/** Throws a `Failure` (`usage`) if the file, an absolute or relative path, cannot be written to. */
export function checkTarget(file: string): void {
  const kind = kindOf(file)
  if (kind === 'directory') throw usage(`--output ${file} is a directory`)
  const folder = dirname(file)
  if (kindOf(folder) !== 'directory') throw usage(`--output ${basename(file)}: there is no folder ${folder}`)
  if (kind !== 'other' && !isWritable(folder)) throw usage(`--output: the folder ${folder} cannot be written to`)
}

/** `other` is what is written to in place: a device, a pipe. Undefined: nothing that could be reached. */
function kindOf(path: string): 'directory' | 'file' | 'other' | undefined {
  try {
    const stats = statSync(path)
    return stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'other'
  } catch {
    return undefined
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function usage(message: string, hint?: string): Failure {
  return new Failure({ code: 'usage', message, ...(hint && { hint }) })
}
