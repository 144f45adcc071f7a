import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fixDockerfile } from '../../fix/fix-dockerfile.js'
import { createIsSecret } from '../../fix/is-secret.js'
import { createFindLiterals } from '../../fix/literals/find-literals.js'
import { type LineChange, unifiedDiff } from '../../fix/unified-diff.js'
import { printable } from '../../report/terminal.js'
import { readSignatureTable } from '../../signatures/read-table.js'
import { readDockerfile } from '../inputs/dockerfile.js'
import type { Io } from '../io.js'
import { writeReportFile } from '../output/file.js'
import { write } from '../output/stream.js'

/** The flags of `jetsam fix` as commander hands them over. */
export type RawFixFlags = { dockerfile: string; write?: boolean; secretFiles?: boolean }

/**
 * `jetsam fix`: shows, or with `--write` applies, what can be rewritten in a Dockerfile. The patch goes to stdout, what is to be told to stderr.
 * Gives 1 where something is left to be done by hand, else 0.
 */
export async function fixCommand(
  io: Io,
  { dockerfile: path, write: isWritten, secretFiles = false }: RawFixFlags,
): Promise<number> {
  const { text } = await readDockerfile(path)
  const ignorePath = await ignoreFileOf(path)
  const ignore = await readIfThere(ignorePath)
  const table = await readSignatureTable()
  const [isSecret, findLiterals] = [createIsSecret(table), createFindLiterals(table)]
  const {
    dockerfile,
    ignore: ignoreChanges,
    flags,
    done,
    left,
  } = fixDockerfile(text, ignore, { isSecret, findLiterals, fromFiles: secretFiles })
  const files = [
    { path, isNew: false, changes: dockerfile },
    { path: ignorePath, isNew: ignore === undefined, changes: ignoreChanges },
  ]
  for (const file of files) {
    const diff = diffOf(file)
    if (diff === '') continue
    if (isWritten) await writeReportFile(file.path, newText(file.changes), false)
    else await write(io.stdout, diff)
  }
  await write(io.stderr, told({ done, left, flags, isWritten: isWritten === true, secretFiles }))
  return left.length > 0 ? 1 : 0
}

/** A file that belongs to this Dockerfile alone comes before the general one (Docker, "Build context", ".dockerignore files"). */
async function ignoreFileOf(path: string): Promise<string> {
  const own = `${path}.dockerignore`
  return (await readIfThere(own)) === undefined ? join(dirname(path), '.dockerignore') : own
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

type File = { path: string; isNew: boolean; changes: LineChange[] }

function diffOf({ path, isNew, changes }: File): string {
  const name = printable(relative('.', path))
  return unifiedDiff(isNew ? undefined : `a/${name}`, `b/${name}`, changes)
}

function newText(changes: readonly LineChange[]): string {
  return changes.flatMap((one) => one.new).join('')
}

type Told = { done: string[]; left: string[]; flags: string[]; isWritten: boolean; secretFiles: boolean }

function told({ done, left, flags, isWritten, secretFiles }: Told): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`
  if (done.length + left.length === 0) return 'Nothing in this Dockerfile is to be rewritten.\n'
  return [
    list(isWritten ? 'Rewritten:' : 'The patch:', done),
    list(
      `Build it with BuildKit${secretFiles ? '' : ', Dockerfile frontend 1.10 or later (else: --secret-files)'}:`,
      flags.length > 0 ? [`docker build ${flags.join(' ')} .`] : [],
    ),
    list('Left to be done by hand:', left),
    done.length > 0 ? 'What was built before still holds the secrets: revoke them, and rebuild.\n' : '',
  ].join('')
}
