/** Version 4: version, four bytes of time, algorithm. RFC 9580, section 5.5.2.2. */
const headLength = 6

/**
 * What the public part consists of, by algorithm: `m` a multiprecision integer, `o` a curve's OID, `k` KDF parameters,
 * a number that many bytes.
 */
const layouts: Record<number, (string | number)[]> = {
  1: ['m', 'm'],
  2: ['m', 'm'],
  3: ['m', 'm'],
  16: ['m', 'm', 'm'],
  17: ['m', 'm', 'm', 'm'],
  18: ['o', 'm', 'k'],
  19: ['o', 'm'],
  22: ['o', 'm'],
  25: [32],
  26: [56],
  27: [32],
  28: [57],
}

/**
 * How many bytes of a secret-key packet's body are its public half. Undefined for versions other than 4 and for unknown
 * algorithms.
 * Source: RFC 9580, sections 5.5.2, 5.5.5 and 9.1.
 */
export function publicPartLength(body: Buffer): number | undefined {
  const layout = layouts[body[5] ?? 0]
  if (body[0] !== 4 || layout === undefined) return undefined
  let at = headLength
  for (const part of layout) {
    if (typeof part === 'number') at += part
    else if (at + 2 > body.length) return undefined
    else if (part === 'm') at += 2 + ((body.readUInt16BE(at) + 7) >> 3)
    else at += 1 + body[at]!
  }
  return at < body.length ? at : undefined
}
