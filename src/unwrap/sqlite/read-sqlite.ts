import type { RandomAccess } from '../bytes/random-access.js'
import { handOut, type Inside } from '../inside.js'
import { createPageSet, type Database, openDatabase, type PageSet, readTreePage } from './pages.js'
import { readPayload, readRecord, type SqliteValue } from './record.js'
import { readSchemaRow, type SqliteTable } from './schema.js'

/**
 * Reads a SQLite database: every table as a text of lines `column=value`, so that values stand whole, beside their
 * names; blobs that are no short values as files of their own; then rows on pages that no table has any more (deleted, not overwritten yet).
 */
export function readSqlite(source: RandomAccess, out: Inside): void {
  const database = openDatabase(source)
  if (database === undefined) {
    out.gap({ kind: 'unopened', reason: 'the database is malformed' })
    return
  }
  const seen = createPageSet(database)
  const tables: SqliteTable[] = []
  for (const values of rowsOf(database, pagesOf(database, 1, seen, out), out)) {
    const table = readSchemaRow(values)
    if (table !== undefined) tables.push(table)
  }
  for (const table of tables) handOutTable(database, table, pagesOf(database, table.root, seen, out), out)
  handOutTable(database, { name: '', root: 0, columns: [] }, freeLeaves(database, seen, out), out)
  const { size } = database.cutRows
  if (size > 0) out.gap({ kind: 'limit', reason: `rows: ${size} too long to be read to their end` })
}

/** The pages of a b-tree, in the order of their rows; none that was seen before. */
function pagesOf(database: Database, root: number, seen: PageSet, { meter }: Inside): number[] {
  const pages: number[] = []
  const waiting: number[] = []
  const wait = (number: number): void => {
    if (number < 1 || number > database.pages || seen.has(number)) return
    seen.add(number)
    waiting.push(number)
  }
  wait(root)
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    meter.addWork(database.pageSize)
    const page = readTreePage(database, number)
    if (page === undefined) continue
    pages.push(number)
    for (const child of page.children.reverse()) wait(child)
  }
  return pages
}

/** Leaves that no table has: free pages keep what they held until they are used again. */
function freeLeaves(database: Database, seen: PageSet, { meter }: Inside): number[] {
  const leaves: number[] = []
  for (let number = 1; number <= database.pages; number++) {
    if (seen.has(number)) continue
    meter.addWork(database.pageSize)
    const page = readTreePage(database, number)
    if (page?.isTable && page.isLeaf) leaves.push(number)
  }
  return leaves
}

type Row = (SqliteValue | undefined)[]

function* rowsOf(database: Database, pages: readonly number[], out: Inside): Iterable<Row> {
  for (const number of pages) {
    const page = readTreePage(database, number)!
    for (const cell of page.cells) {
      const payload = readPayload(database, cell, page.isTable)
      if (payload === undefined) continue
      out.meter.addWork(payload.length)
      yield readRecord(database, payload)
    }
  }
}

/** A blob of so many bytes may be a file; a smaller one is a number or a key. */
const fileLength = 64

/** First the texts, in one file; then each blob. So no more than one row is held at a time. */
function handOutTable(database: Database, table: SqliteTable, pages: readonly number[], out: Inside): void {
  const step = table.name === '' ? 'sqlite' : `sqlite:${table.name}`
  if (pages.length === 0) return
  out.start({ step, path: '' })
  let hasBlobs = false
  for (const [column, value] of valuesOf(database, table, pages, out)) {
    if (value.kind === 'text') out.push(lineOf(column, value.text))
    else hasBlobs ||= isFile(value)
  }
  out.end()
  if (!hasBlobs) return
  for (const [column, value] of valuesOf(database, table, pages, out)) {
    if (isFile(value)) handOut(out, { step: `${step}.${column}`, path: '' }, value.bytes)
  }
}

function* valuesOf(
  database: Database,
  { columns }: SqliteTable,
  pages: readonly number[],
  out: Inside,
): Iterable<[column: string, SqliteValue]> {
  for (const row of rowsOf(database, pages, out)) {
    for (const [i, value] of row.entries()) if (value !== undefined) yield [columns[i] ?? '', value]
  }
}

function isFile(value: SqliteValue): value is SqliteValue & { kind: 'blob' } {
  return value.kind === 'blob' && value.bytes.length >= fileLength
}

const lineEnd = Buffer.from('\n')

function lineOf(column: string, text: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${column}=`, 'latin1'), text, lineEnd])
}
