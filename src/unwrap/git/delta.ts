/** Applies a delta to its base (gitformat-pack, "Deltified representation"). Undefined if they do not fit. */
export function applyDelta(base: Buffer, delta: Buffer): Buffer | undefined {
  const baseSize = readSize(delta, 0)
  const size = readSize(delta, baseSize.next)
  if (baseSize.value !== base.length || size.value > largestObject) return undefined
  const target = Buffer.allocUnsafe(size.value)
  let at = size.next
  let end = 0
  while (at < delta.length) {
    const opcode = delta[at++]!
    if (opcode & 0x80) {
      const copy = readCopy(delta, at, opcode)
      at = copy.next
      if (copy.offset + copy.length > base.length || end + copy.length > target.length) return undefined
      base.copy(target, end, copy.offset, copy.offset + copy.length)
      end += copy.length
    } else {
      if (opcode === 0 || at + opcode > delta.length || end + opcode > target.length) return undefined
      delta.copy(target, end, at, at + opcode)
      at += opcode
      end += opcode
    }
  }
  return end === target.length ? target : undefined
}

/** Larger objects are not put together, in bytes. */
export const largestObject = 32 * 1024 * 1024

/** The size of what a delta makes. */
export function deltaTargetSize(delta: Buffer): number {
  return readSize(delta, readSize(delta, 0).next).value
}

/** A size in groups of seven bits, the lowest first. */
function readSize(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0
  for (let at = from, factor = 1; at < from + 8; at++, factor *= 128) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return { value, next: at + 1 }
  }
  return { value: Number.POSITIVE_INFINITY, next: from + 8 }
}

/** Which bytes of offset and length are there stands in the lower bits of the opcode. */
function readCopy(delta: Buffer, from: number, opcode: number): { offset: number; length: number; next: number } {
  let next = from
  const read = (bits: number, count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++) if (bits & (1 << i)) value += (delta[next++] ?? 0) * 256 ** i
    return value
  }
  const offset = read(opcode & 0x0f, 4)
  const length = read((opcode >> 4) & 0x07, 3)
  return { offset, length: length === 0 ? 0x10000 : length, next }
}
