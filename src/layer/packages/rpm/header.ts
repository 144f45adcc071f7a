/** All that a database holds, one package's header after the other, each at most this long, and together not longer than the database. */
export type HeaderBlobs = (database: Buffer, limit: number) => Iterable<Buffer>

/** A package's header: the values of those tags that are asked for. */
export type RpmHeader = {
  /** The first string of the tag; '' if there is none. A byte string. */
  string(tag: number): string
  /** The strings of the tag, one at a time. Byte strings. */
  strings(tag: number): Iterable<string>
  /** The numbers of the tag, one at a time. */
  numbers(tag: number): Iterable<number>
}

/** `HEADER_MAX` and types of https://rpm-software-management.github.io/rpm/manual/format_header.html */
const types = { int16: 3, int32: 4, string: 6, stringArray: 8, i18nString: 9 } as const
const introLength = 8
const entryLength = 16
/** RPM's own limit of entries. */
const mostEntries = 0xffff

type Entry = { type: number; offset: number; count: number }

/**
 * Reads a header as databases keep it: two lengths, an index of entries (tag, type, offset and count, of four bytes each, big-endian) and
 * the data. Undefined for what is none. Of an entry that points elsewhere, what can be read is told.
 */
export function readHeader(blob: Buffer): RpmHeader | undefined {
  if (blob.length < introLength) return undefined
  const count = blob.readUInt32BE(0)
  const dataLength = blob.readUInt32BE(4)
  const dataStart = introLength + count * entryLength
  if (count === 0 || count > mostEntries || dataStart + dataLength > blob.length) return undefined
  const entries = new Map<number, Entry>()
  for (let at = introLength; at < dataStart; at += entryLength) {
    const [tag, type, offset, entryCount] = [0, 4, 8, 12].map((part) => blob.readUInt32BE(at + part))
    if (!entries.has(tag!)) entries.set(tag!, { type: type!, offset: offset!, count: entryCount! })
  }
  const data = blob.subarray(dataStart, dataStart + dataLength)
  return {
    string: (tag) => stringsOf(data, entries.get(tag)).next().value ?? '',
    strings: (tag) => stringsOf(data, entries.get(tag)),
    numbers: (tag) => numbersOf(data, entries.get(tag)),
  }
}

function* stringsOf(data: Buffer, entry: Entry | undefined): Generator<string, undefined> {
  const isText = entry?.type === types.string || entry?.type === types.stringArray || entry?.type === types.i18nString
  if (!isText) return
  let at = entry.offset
  for (let i = 0; i < entry.count && at < data.length; i++) {
    const end = data.indexOf(0, at)
    if (end === -1) return
    yield data.toString('latin1', at, end)
    at = end + 1
  }
}

function* numbersOf(data: Buffer, entry: Entry | undefined): Generator<number> {
  if (entry?.type !== types.int32 && entry?.type !== types.int16) return
  const width = entry.type === types.int32 ? 4 : 2
  for (let i = 0, at = entry.offset; i < entry.count && at + width <= data.length; i++, at += width) {
    yield data.readUIntBE(at, width)
  }
}
