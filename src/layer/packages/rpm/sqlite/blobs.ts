import type { HeaderBlobs } from '../header.js'
import { openFile, type SqliteFile } from './file.js'
import { readRecord } from './record.js'
import { payloads } from './tree.js'

/** `CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)` */
const table = 'Packages'
const schemaPage = 1

/** Reads RPM's table in an SQLite database (https://www.sqlite.org/fileformat2.html). What a write-ahead log still held back is not seen. */
export const sqliteBlobs: HeaderBlobs = function* (database, limit) {
  const file = openFile(database)
  const root = file && rootOf(file)
  if (file === undefined || root === undefined) return
  for (const payload of payloads(file, root, limit)) {
    const blob = readRecord(payload)[1]
    if (Buffer.isBuffer(blob)) yield blob
  }
}

/** The page at which the table begins: of the schema's columns `type, name, tbl_name, rootpage, sql` the fourth. */
function rootOf(file: SqliteFile): number | undefined {
  for (const payload of payloads(file, schemaPage, file.pageLength * 16)) {
    const [type, name, , root] = readRecord(payload)
    const isTable = String(type) === 'table' && String(name) === table
    if (isTable && typeof root === 'number') return root
  }
  return undefined
}
