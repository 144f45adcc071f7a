/** The constants of a Java class file (Java Virtual Machine Specification, section 4.4). Indexes count from 1. */
export type ConstantPool = {
  /** The text of a `CONSTANT_Utf8`, a byte string; undefined for what is none. */
  utf8(index: number): string | undefined
  /** The text of a `CONSTANT_String`. */
  string(index: number): string | undefined
  /** The name of a field or method that a `CONSTANT_Fieldref` or `…Methodref` names. */
  member(index: number): string | undefined
  /** All texts of `CONSTANT_String`s, of so many bytes or more. */
  strings(shortest: number): string[]
  /** Where the pool ends in the file. */
  end: number
}

const tags = { utf8: 1, long: 5, double: 6, string: 8, field: 9, interfaceMethod: 11, nameAndType: 12 } as const

/** Bytes of a constant with its tag, by tag; 0 where there is no such. `CONSTANT_Utf8` tells its own. */
const sizes = Uint8Array.from([0, 3, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3])

/** Reads the pool at the start of a class file; undefined if it is malformed. */
export function readConstantPool(bytes: Buffer): ConstantPool | undefined {
  const count = bytes.readUInt16BE(8)
  const offsets = new Uint32Array(count)
  /** Of the texts that a `CONSTANT_String` names. */
  const strings: number[] = []
  let at = 10
  for (let index = 1; index < count; index++) {
    if (at + 3 > bytes.length) return undefined
    const tag = bytes[at]!
    const size = sizes[tag] ?? 0
    if (size === 0) return undefined
    offsets[index] = at
    if (tag === tags.string) strings.push(twoBytes(bytes, at + 1))
    at += tag === tags.utf8 ? size + twoBytes(bytes, at + 1) : size
    // These take two places (section 4.4.5).
    if (tag === tags.long || tag === tags.double) index++
  }
  if (at > bytes.length) return undefined
  const tagOf = (index: number) => (index > 0 && index < count && offsets[index]! > 0 ? bytes[offsets[index]!]! : 0)
  const refer = (index: number, by: number) => twoBytes(bytes, offsets[index]! + by)

  function utf8(index: number): string | undefined {
    if (tagOf(index) !== tags.utf8) return undefined
    const start = offsets[index]! + 3
    return fromModified(bytes.toString('latin1', start, start + refer(index, 1)))
  }
  const string = (index: number) => (tagOf(index) === tags.string ? utf8(refer(index, 1)) : undefined)
  return {
    utf8,
    string,
    member(index) {
      const tag = tagOf(index)
      if (tag < tags.field || tag > tags.interfaceMethod) return undefined
      const both = refer(index, 3)
      return tagOf(both) === tags.nameAndType ? utf8(refer(both, 1)) : undefined
    },
    strings(shortest) {
      const found: string[] = []
      for (const index of strings) {
        if (tagOf(index) !== tags.utf8 || refer(index, 1) < shortest) continue
        const text = utf8(index)
        if (text !== undefined) found.push(text)
      }
      return found
    },
    end: at,
  }
}

function twoBytes(bytes: Buffer, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!
}

/** UTF-8 of "modified UTF-8" (section 4.4.7): NUL takes two bytes there, and a character beyond U+FFFF six. */
function fromModified(text: string): string {
  if (!/[\xc0\xed]/.test(text)) return text
  return text
    .replaceAll('\xc0\x80', '\0')
    .replace(/\xed([\xa0-\xaf])([\x80-\xbf])\xed([\xb0-\xbf])([\x80-\xbf])/g, (_, a, b, c, d) => {
      const [high, mid, low, last] = [a, b, c, d].map((one: string) => one.charCodeAt(0) & 0x3f) as [
        number,
        number,
        number,
        number,
      ]
      const code = 0x10000 + (((high & 0x0f) << 16) | (mid << 10) | ((low & 0x0f) << 6) | last)
      return Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1')
    })
}
