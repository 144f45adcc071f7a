import { readFileSync } from 'node:fs'
import { packageFile } from '../package-files.js'
import type { SignatureTable } from './table.js'

/** From the sources there is no built table: it is compiled, and only then are the YAML parser and the schema loaded. */
const fromSources = import.meta.url.endsWith('.ts') ? (await import('./load.js')).loadSignatures : undefined

let table: SignatureTable | undefined

/** The signatures that ship with the package; read once a process, at the first call. Throws if the package was not built. */
export function readSignatureTable(): SignatureTable {
  table ??= fromSources ? fromSources(packageFile('signatures')) : readBuiltTable()
  return table
}

function readBuiltTable(): SignatureTable {
  return JSON.parse(readFileSync(packageFile('dist/signatures.json'), 'utf8')) as SignatureTable
}
