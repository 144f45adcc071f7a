import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFile } from '../package-files.js'
import { problemOf } from '../problem.js'

/** Where the builder reads and writes. */
export type BuildPaths = {
  /** The folder of YAML files. */
  signatures: string
  /** The folder of the compiler's own files: a change in them counts as a change of the signatures. */
  code: string
  /** The table to write; beside it, `NAME.inputs` remembers from what. */
  table: string
}

/**
 * Writes the signature table, unless it was already made from the same files by the same code.
 * Throws a `Failure` (`signatures-invalid`) if a signature is wrong.
 */
export async function buildSignatures(paths: BuildPaths): Promise<'written' | 'unchanged'> {
  const stamp = `${paths.table}.inputs`
  const inputs = digestOfFolders([paths.signatures, paths.code])
  if (existsSync(paths.table) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return 'unchanged'
  const { loadSignatures } = await import('./load.js')
  writeFileSync(paths.table, JSON.stringify(loadSignatures(paths.signatures)))
  writeFileSync(stamp, inputs)
  return 'written'
}

function digestOfFolders(folders: string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(js|ts|yaml)$/.test(name)) continue
      hash
        .update(`${name}\0`)
        .update(readFileSync(join(folder, name)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

async function main(): Promise<void> {
  try {
    await buildSignatures({
      signatures: packageFile('signatures'),
      code: packageFile('build/signatures'),
      table: packageFile('dist/signatures.json'),
    })
  } catch (error) {
    const { message, hint } = problemOf(error)
    process.stderr.write(`${hint ?? message}\n`)
    process.exitCode = 1
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
