import { accessSync, constants, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Failure } from '../../problem.js'
import { type FormatName, formatNames, isFormatName } from '../../report/formats.js'

/** Where one report goes. `file` undefined: stdout. */
export type Output = { format: FormatName; file?: string }

/**
 * Reads every `--format` and every `--output [FORMAT=]FILE`. A format with a file of its own goes there; the one without goes to stdout,
 * or to the file of an `--output` without a format. No `--format` stands for the table. `-` is stdout. Everything that can be known to
 * fail is refused before the scan, not after it.
 */
export function planOutputs(
  formats: readonly FormatName[],
  specs: readonly string[],
  references: readonly string[],
): Output[] {
  const given = specs.map(parseSpec)
  const named = given.filter((output): output is Output => output.format !== undefined)
  const bare = given.filter(({ format }) => format === undefined)
  const outputs = [...plainOutputs(formats, named, bare), ...named]
  if (outputs.filter(({ file }) => file === undefined).length > 1) throw usage('only one report can go to stdout')
  checkFiles(outputs, references)
  return outputs
}

/** An `--output`; one without a format takes that of the `--format` that has no file. */
type Given = { format?: FormatName; file?: string }

/** The report that has no file by its format's name. */
function plainOutputs(formats: readonly FormatName[], named: Output[], bare: Given[]): Output[] {
  const wanted = formats.length === 0 ? (['table'] as const) : formats
  const [format, another] = wanted.filter(
    (one) => formats.length === 0 || !named.some((output) => output.format === one),
  )
  if (another !== undefined) {
    throw usage(`--format ${format} and --format ${another} both go to one place`, `--output ${another}=FILE`)
  }
  if (bare.length === 0) {
    const stdoutIsTaken = formats.length === 0 && named.some(({ file }) => file === undefined)
    return format === undefined || stdoutIsTaken ? [] : [{ format }]
  }
  const last = format ?? formats.at(-1)!
  return bare.map(({ file }) => ({ format: last, ...(file !== undefined && { file }) }))
}

function checkFiles(outputs: Output[], references: readonly string[]): void {
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]))
  const scanned = new Set(references.map((reference) => resolve(reference.replace(/^[a-z-]+:/, ''))))
  for (const [at, file] of files.entries()) {
    if (files.indexOf(file) !== at) throw usage(`--output names ${file} twice`)
    if (scanned.has(file)) throw usage(`--output would overwrite ${file}, which is to be scanned`)
    checkTarget(file)
  }
}

function parseSpec(spec: string): Given {
  const prefix = formatPrefix(spec)
  const file = prefix === undefined ? spec : spec.slice(prefix.length + 1)
  if (prefix !== undefined && !isFormatName(prefix)) {
    throw usage(
      `--output knows no format ${prefix}; known: ${formatNames.join(', ')}`,
      `for a file of that name: --output ./${spec}`,
    )
  }
  if (file === '') throw usage('--output names no file')
  return { ...(prefix !== undefined && { format: prefix }), ...(file !== '-' && { file }) }
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
