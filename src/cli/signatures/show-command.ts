import { printable } from '../../report/terminal.js'
import { wrap } from '../../report/wrap.js'
import { signaturesInForce } from '../../scan/signatures-in-force.js'
import { unknownName } from '../../signatures/select.js'
import { columnsOf, type Io } from '../io.js'
import { write } from '../output/stream.js'
import { type RawChoiceFlags, readChoice } from './choice.js'
import { type Description, describeSignature } from './describe.js'
import { readFormat } from './format-flag.js'
import { tellNotes } from './tell-notes.js'

/** The flags of `jetsam signatures show` as commander hands them over. */
export type RawShowFlags = Pick<RawChoiceFlags, 'signatures'> & { format: string }

/** `jetsam signatures show ID`: everything that is known of one signature. */
export async function showSignature(io: Io, id: string, flags: RawShowFlags): Promise<number> {
  const format = readFormat(flags.format)
  const { table, notes } = await signaturesInForce(readChoice(flags))
  await tellNotes(io, notes)
  const signature = table.signatures.find((one) => one.id === id)
  if (!signature) throw unknownName(`there is no signature '${id}'`, id, table.signatures)
  const description = describeSignature(signature, table)
  const text =
    format === 'json' ? `${JSON.stringify(description, null, 2)}\n` : pageOf(description, columnsOf(io.stdout, io.env))
  await write(io.stdout, text)
  return 0
}

const nameWidth = 12

function pageOf(description: Description, columns: number): string {
  const width = Math.max(20, columns - nameWidth)
  const blocks = rowsOf(description).map(([name, value]) =>
    wrap(printable(value), width)
      .map((line, at) => `${(at === 0 ? name : '').padEnd(nameWidth)}${line}\n`)
      .join(''),
  )
  return blocks.join('')
}

function rowsOf(one: Description): [string, string][] {
  const rows: [string, string | undefined][] = [
    ['id', one.id],
    ['title', one.title],
    ['provider', one.provider],
    ['severity', one.severity],
    ['kind', one.kind === 'identifier' ? 'identifier: public by itself' : undefined],
    ['confidence', `${one.confidence}${one.generic ? '; yields to a signature that says more of the same bytes' : ''}`],
    ['found by', foundBy[one.foundBy]],
    ...one.values.map((value): [string, string] => ['value', value]),
    ...one.regexes.flatMap(rowsOfRegex),
    ['near', one.near && `${one.near.words.join(', ')} (within ${one.near.within} bytes)`],
    ['checks', one.checks.join(', ')],
    ['tags', one.tags?.join(', ')],
    ['remedy', one.remedy],
    ['docs', one.docs],
    ['revoke', one.revoke],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '')
}

function rowsOfRegex({ regex, path, keywords }: Description['regexes'][number]): [string, string][] {
  const near: [string, string][] = keywords.length > 0 ? [['keywords', keywords.join(', ')]] : []
  return [
    ...(regex === undefined ? [] : [['regex', regex] as [string, string]]),
    ...(path === undefined ? [] : [['path', path] as [string, string]]),
    ...near,
  ]
}

const foundBy: Record<Description['foundBy'], string> = {
  value: 'the shape of its value',
  regex: 'a regular expression or a path',
  inspector: 'a parser of files of its kind, or the name of a variable',
}
