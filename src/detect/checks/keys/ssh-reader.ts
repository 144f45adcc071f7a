/**
 * Reads SSH's binary data types (RFC 4251, section 5) one after the other. Throws a `RangeError` where the bytes end
 * too early.
 */
export type SshReader = {
  uint32(): number
  string(): Buffer
}

/** Starts at the first byte. */
export function sshReader(bytes: Buffer): SshReader {
  let at = 0
  const uint32 = (): number => {
    const value = bytes.readUInt32BE(at)
    at += 4
    return value
  }
  return {
    uint32,
    string() {
      const length = uint32()
      if (length > bytes.length - at) throw new RangeError('string longer than its data')
      at += length
      return bytes.subarray(at - length, at)
    },
  }
}
