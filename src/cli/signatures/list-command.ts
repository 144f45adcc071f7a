import { printable } from '../../report/terminal.js'
import { signaturesInForce } from '../../scan/signatures-in-force.js'
import type { CompiledSignature } from '../../signatures/table.js'
import type { Io } from '../io.js'
import { write } from '../output/stream.js'
import { type RawChoiceFlags, readChoice } from './choice.js'
import { describeSignature } from './describe.js'
import { readFormat } from './format-flag.js'
import { tellNotes } from './tell-notes.js'

/** The flags of `jetsam signatures list` as commander hands them over. */
export type RawListFlags = RawChoiceFlags & { format: string }

/** `jetsam signatures list`: one line for each signature that would be told, and nothing else. */
export async function listSignatures(io: Io, flags: RawListFlags): Promise<number> {
  const format = readFormat(flags.format)
  const { table, notes } = await signaturesInForce(readChoice(flags))
  await tellNotes(io, notes)
  const untold = new Set(table.untold)
  const told = table.signatures.filter(({ id }) => !untold.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const descriptions = () => told.map((signature) => describeSignature(signature, table))
  await write(io.stdout, format === 'json' ? `${JSON.stringify(descriptions(), null, 2)}\n` : linesOf(told))
  return 0
}

function linesOf(signatures: readonly CompiledSignature[]): string {
  const rows = signatures.map(({ id, severity, provider, title }) =>
    [id, severity, provider ?? '-', title].map(printable),
  )
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('')
}
