/** The records of a PAX extended header: byte strings by keyword. `broken`: a record could not be read; those before it count. */
export type PaxRecords = { records: Map<string, string>; broken: boolean }

/**
 * Reads `LENGTH KEYWORD=VALUE\n` records (POSIX pax, "pax Extended Header"). A keyword's last record counts, an empty value
 * takes it back; strict where Go's `archive/tar` is, so that both see the same path and size.
 */
export function readPaxRecords(body: Buffer): PaxRecords {
  const records = new Map<string, string>()
  let at = 0
  while (at < body.length) {
    const space = body.indexOf(0x20, at)
    const length = space === -1 || space - at > 10 ? undefined : wholeNumber(body.toString('latin1', at, space))
    const end = at + (length ?? 0)
    if (length === undefined || length < 5 || end > body.length || end - 1 <= space || body[end - 1] !== 0x0a) {
      return { records, broken: true }
    }
    const record = body.toString('latin1', space + 1, end - 1)
    const equals = record.indexOf('=')
    const keyword = record.slice(0, Math.max(equals, 0))
    const value = record.slice(equals + 1)
    if (keyword === '' || (namesSomething.has(keyword) ? value : keyword).includes('\0'))
      return { records, broken: true }
    records.set(keyword, value)
    at = end
  }
  return { records, broken: false }
}

const namesSomething = new Set(['path', 'linkpath', 'uname', 'gname'])

/** A decimal number as PAX values hold them, e.g. `size`; undefined if it is none. */
export function wholeNumber(text: string): number | undefined {
  if (!/^\+?\d{1,16}$/.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}

/** Seconds with a fraction, as in `mtime`. */
export function paxTime(text: string): number | undefined {
  return /^-?\d{1,16}(\.\d{0,30})?$/.test(text) ? Number(text) : undefined
}

/**
 * Whether a header holds more than what writers put into each one (times, names, sizes): then its text is worth a look, because
 * comments and extended attributes hold whatever their writer was told.
 */
export function holdsFreeText({ records, broken }: PaxRecords): boolean {
  if (broken) return true
  for (const [keyword, value] of records) {
    if (keyword === 'path' || keyword === 'linkpath' || keyword.startsWith('GNU.sparse.')) continue
    if (!routine.has(keyword) || value.length > 64) return true
  }
  return false
}

const routine = new Set([
  'atime',
  'charset',
  'ctime',
  'gid',
  'gname',
  'hdrcharset',
  'mtime',
  'size',
  'uid',
  'uname',
  'LIBARCHIVE.creationtime',
  'SCHILY.dev',
  'SCHILY.devmajor',
  'SCHILY.devminor',
  'SCHILY.fflags',
  'SCHILY.ino',
  'SCHILY.nlink',
  'SCHILY.realsize',
  'SCHILY.xattr.security.capability',
])
