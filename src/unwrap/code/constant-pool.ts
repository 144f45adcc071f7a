/** The constants of a Java class file (Java Virtual Machine Specification, section 4.4). Indexes count from 1. */
export type ConstantPool = {
  /** The text of a `CONSTANT_Utf8`, a byte string; undefined for what is none. */
  utf8(index: number): string | undefined
  /** The text of a `CONSTANT_String`. */
  string(index: number): string | undefined
  /** The name of a field or method that a `CONSTANT_Fieldref` or `…Methodref` names. */
  member(index: number): string | undefined
  strings(): string[]
  /** Where the pool ends in the file. */
  end: number
}

const tags = { utf8: 1, string: 8, field: 9, method: 10, interfaceMethod: 11, nameAndType: 12 } as const

/** Bytes behind the tag, by tag; `CONSTANT_Utf8` tells its own. */
const sizes: Readonly<Record<number, number>> = {
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 2,
  8: 2,
  9: 4,
  10: 4,
  11: 4,
  12: 4,
  15: 3,
  16: 2,
  17: 4,
  18: 4,
  19: 2,
  20: 2,
}

/** Reads the pool at the start of a class file; undefined if it is malformed. */
export function readConstantPool(bytes: Buffer): ConstantPool | undefined {
  const count = bytes.readUInt16BE(8)
  const offsets = new Uint32Array(count)
  let at = 10
  for (let index = 1; index < count; index++) {
    if (at + 3 > bytes.length) return undefined
    const tag = bytes[at]!
    const size = tag === tags.utf8 ? 2 + bytes.readUInt16BE(at + 1) : sizes[tag]
    if (size === undefined) return undefined
    offsets[index] = at
    at += 1 + size
    // These take two places (section 4.4.5).
    if (tag === 5 || tag === 6) index++
  }
  if (at > bytes.length) return undefined
  const isTag = (index: number, ...of: number[]) => (offsets[index] ?? 0) > 0 && of.includes(bytes[offsets[index]!]!)
  const refer = (index: number, by: number) => bytes.readUInt16BE(offsets[index]! + by)

  function utf8(index: number): string | undefined {
    if (!isTag(index, tags.utf8)) return undefined
    const start = offsets[index]! + 3
    return fromModified(bytes.toString('latin1', start, start + refer(index, 1)))
  }
  const string = (index: number) => (isTag(index, tags.string) ? utf8(refer(index, 1)) : undefined)
  return {
    utf8,
    string,
    member(index) {
      if (!isTag(index, tags.field, tags.method, tags.interfaceMethod)) return undefined
      const both = refer(index, 3)
      return isTag(both, tags.nameAndType) ? utf8(refer(both, 1)) : undefined
    },
    strings: () => Array.from(offsets.keys(), string).filter((text) => text !== undefined),
    end: at,
  }
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
