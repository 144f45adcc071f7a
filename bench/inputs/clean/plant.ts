import type { Random } from '../content.js'
import { type Entry, file } from '../image-archive.js'
import type { Token } from './tokens.js'

/** A file as it stands in an archive. */
export type Listed = { path: string; size: number }
/** Where a token was put. `changed`: into a file that was there; `added`: into a new one beside it. */
export type Planted = { path: string; token: Token; place: 'changed' | 'added' }

/** Larger ones would only make the bench slow. In bytes. */
const largestFile = 32 * 1024 * 1024

/** By these a scan knows which package a file belongs to: another content would change what it says of other files. */
const records = /(?:^|\/)(?:var\/lib\/dpkg\/|[^/]+\.dist-info\/|package\.json$)/
const compiled = /\.so(?:\.|$)|\.(?:node|pyc|wasm|a|jar|png|gz|mo|exe|dat)$|(?:^|\/)s?bin\/[^/]+$/

/** Chooses a place for every token: one in four in a binary, two in other files, one in a new file beside one of the files. */
export function choosePlaces(files: readonly Listed[], tokens: readonly Token[], random: Random): Planted[] {
  const usable = files.filter(({ path, size }) => size > 0 && size < largestFile && !records.test(path))
  const [binaries, texts] = [true, false].map((is) => usable.filter(({ path }) => compiled.test(path) === is))
  const taken = new Set<string>()
  const draw = (from: readonly Listed[], nameOf: (path: string) => string): string => {
    for (;;) {
      const path = nameOf(from[random(from.length)]!.path)
      if (!taken.has(path)) {
        taken.add(path)
        return path
      }
    }
  }
  return tokens.map((token, index): Planted => {
    if (index % 4 === 3) return { path: draw(usable, (path) => newName(path, random)), token, place: 'added' }
    const isBinary = index % 4 === 0 && token.word === undefined
    return { path: draw(isBinary ? binaries! : texts!, (path) => path), token, place: 'changed' }
  })
}

const newNames = ['.env', 'settings.local.json', 'values.yaml', 'deploy.sh', 'client.ts', 'notes', 'core.1234']

function newName(path: string, random: Random): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + newNames[random(newNames.length)]!
}

/** The same entries, with the tokens in their places. Throws at the end if one had no place. */
export async function* withTokens(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  planted: readonly Planted[],
  random: Random,
): AsyncGenerator<Entry> {
  const changed = new Map(planted.filter(({ place }) => place === 'changed').map((one) => [one.path, one.token]))
  for await (const entry of entries) {
    const path = pathOf(entry)
    const token = changed.get(path)
    if (token === undefined || entry.header.type === 'symlink') {
      yield entry
      continue
    }
    changed.delete(path)
    const bytes = insert(Buffer.concat([...entry.content]), token, random)
    yield { header: { ...entry.header, size: bytes.length }, content: [bytes] }
  }
  if (changed.size > 0) throw new Error(`not in the archive: ${[...changed.keys()].join(', ')}`)
  for (const { path, token, place } of planted) {
    if (place === 'added') yield file(path, insert(Buffer.alloc(0), token, random))
  }
}

/** As a scan shows it. */
export function pathOf({ header }: Entry): string {
  return header.name.replace(/^\.?\//, '')
}

/** Into a text as a line of its own, somewhere or at its end; into a binary somewhere, as a string in it, or with nothing round it. */
function insert(bytes: Buffer, token: Token, random: Random): Buffer {
  let at = random(bytes.length + 1)
  let written = lineOf(token, random)
  if (bytes.subarray(0, 8000).includes(0)) {
    if (token.word === undefined) written = token.value
    if (!token.isFixed || random(2) === 0) written = `\0${written.trim()}\0`
  } else if (random(2) === 0) at = bytes.length
  else at = bytes.lastIndexOf('\n', at) + 1
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(written), bytes.subarray(at)])
}

function lineOf({ value, word }: Token, random: Random): string {
  const name = word === undefined ? 'SERVICE' : word.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
  const lines = [
    `${name}_TOKEN=${value}`,
    `{"${name.toLowerCase()}_token": "${value}"}`,
    `${name.toLowerCase()}_token: ${value}`,
    `export ${name}_KEY='${value}'`,
    `const ${name.toLowerCase()}Key = "${value}"`,
  ]
  return `\n${lines[random(lines.length)]!}\n`
}
