import type { SqliteValue } from './record.js'

/** A table: where its rows are, and what its columns are called. Names are byte strings. */
export type SqliteTable = { name: string; root: number; columns: string[] }

/** Reads one row of `sqlite_schema` (section 2.6): type, name, tbl_name, rootpage, sql. Undefined if it is no table. */
export function readSchemaRow(values: (SqliteValue | undefined)[]): SqliteTable | undefined {
  const [type, name, , root, sql] = values.map((value) => (value?.kind === 'text' ? value.text.toString('latin1') : ''))
  if (type !== 'table') return undefined
  return { name: name ?? '', root: Number(root), columns: columnsOf(sql ?? '') }
}

/** More columns than SQLite takes unless it was built for more. */
const maxColumns = 2_000
/** Statements longer than this are no one's. */
const longestSql = 1_000_000

const constraint = /^(?:constraint|primary|unique|check|foreign)\b/i

/** The names of the columns of a CREATE TABLE statement: the first word of each part between the outer brackets. */
function columnsOf(sql: string): string[] {
  const columns: string[] = []
  let depth = 0
  let quote = ''
  let partStart = -1
  for (let at = 0; at < Math.min(sql.length, longestSql) && columns.length < maxColumns; at++) {
    const character = sql[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'" || character === '`') quote = character
    else if (character === '(' && ++depth === 1) partStart = at + 1
    else if (depth === 1 && (character === ',' || character === ')')) {
      const name = firstName(sql.slice(partStart, at))
      if (name !== undefined) columns.push(name)
      partStart = at + 1
    }
    if (quote === '' && character === ')' && --depth === 0) break
  }
  return columns
}

function firstName(part: string): string | undefined {
  const text = part.trimStart().slice(0, 200)
  if (constraint.test(text)) return undefined
  const match = /^(?:"([^"]*)"|`([^`]*)`|\[([^\]]*)\]|'([^']*)'|([^\s(),]+))/.exec(text)
  return match?.slice(1).find((name) => name !== undefined)
}
