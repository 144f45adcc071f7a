/** What the header of an entry tells; lengths are in bytes. */
export type CpioHeader = { nameLength: number; size: number; isFile: boolean }

/** One way to write headers. `align`: names and data are filled up to a multiple of it. */
export type CpioFormat = { length: number; align: number; read(header: Buffer): CpioHeader | undefined }

/** Bytes that tell the format. */
export const cpioMagicLength = 6

const hex = /^[0-9a-f]{104}$/i
const octal = /^[0-7]{70}$/

/** `newc` and `crc`: fields of eight hexadecimal digits. cpio(5) of FreeBSD describes all formats. */
const newc: CpioFormat = {
  length: 110,
  align: 4,
  read(header) {
    const text = header.toString('latin1', cpioMagicLength)
    if (!hex.test(text)) return undefined
    const field = (index: number) => Number.parseInt(text.slice(8 * index, 8 * index + 8), 16)
    return headerOf(field(1), field(11), field(6))
  },
}

/** `odc`, the portable format of POSIX.1: octal fields. */
const odc: CpioFormat = {
  length: 76,
  align: 1,
  read(header) {
    const text = header.toString('latin1', cpioMagicLength)
    if (!octal.test(text)) return undefined
    const field = (at: number, end: number) => Number.parseInt(text.slice(at, end), 8)
    return headerOf(field(12, 18), field(53, 59), field(59, 70))
  },
}

/** The old binary format: numbers of 16 bits in the order of the machine that wrote them; of longer ones the upper half stands first. */
function binary(order: 'LE' | 'BE'): CpioFormat {
  return {
    length: 26,
    align: 2,
    read(header) {
      const field = (index: number) =>
        order === 'LE' ? header.readUInt16LE(2 * index) : header.readUInt16BE(2 * index)
      return headerOf(field(3), field(10), field(11) * 2 ** 16 + field(12))
    },
  }
}

const littleEndian = binary('LE')
const bigEndian = binary('BE')

const typeBits = 0o170000
const regular = 0o100000
/** FIFO, character device, folder, block device, file, link, socket. */
const types = new Set([0o010000, 0o020000, 0o040000, 0o060000, regular, 0o120000, 0o140000])
/** No system knows longer names. In bytes. */
const longestName = 64 * 1024

function headerOf(mode: number, nameLength: number, size: number): CpioHeader | undefined {
  const type = mode & typeBits
  if (nameLength < 1 || nameLength > longestName) return undefined
  // The last entry has no type.
  return { nameLength, size, isFile: type === regular }
}

/** The format of the archive that begins with these six bytes. */
export function cpioFormatOf(start: Buffer): CpioFormat | undefined {
  if (start.length < cpioMagicLength) return undefined
  const magic = start.toString('latin1', 0, cpioMagicLength)
  if (magic === '070701' || magic === '070702') return newc
  if (magic === '070707') return odc
  const old = start.readUInt16LE(0)
  return old === 0o070707 ? littleEndian : old === 0xc771 ? bigEndian : undefined
}

/** Whether a cpio begins here. Two bytes of magic are few: the old format must show a name and a type, too. */
export function isCpio(head: Buffer): boolean {
  const first = head[0]
  if (first !== 0x30 && first !== 0xc7 && first !== 0x71) return false
  const format = cpioFormatOf(head)
  if (format === undefined || head.length < format.length) return false
  const header = format.read(head.subarray(0, format.length))
  if (header === undefined || format.align !== 2) return header !== undefined
  const mode = format === littleEndian ? head.readUInt16LE(6) : head.readUInt16BE(6)
  const end = format.length + header.nameLength - 1
  return types.has(mode & typeBits) && head.indexOf(0, format.length) === end && end > format.length
}
