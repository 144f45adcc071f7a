import { printable } from '../../report/terminal.js'
import type { Io } from '../io.js'
import { write } from '../output/stream.js'

/** Writes notes to stderr, each a line. */
export async function tellNotes(io: Io, notes: readonly string[]): Promise<void> {
  if (notes.length > 0) await write(io.stderr, notes.map((note) => `jetsam: note: ${printable(note)}\n`).join(''))
}
