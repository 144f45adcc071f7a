import { generateKeyPairSync } from 'node:crypto'

type Element = { whole: Buffer; content: Buffer }

let cached: Buffer | undefined

/**
 * The traditional form (DER) of a DSA key, as OpenSSL wrote it: a SEQUENCE of version 0, p, q, g, y and x. `node:crypto` reads this form but does
 * not write it, so it is put together from the two forms that it does write. One key a process: its parameters take long.
 */
export function dsaPrivateKeyDer(): Buffer {
  cached ??= makeKey()
  return cached
}

function makeKey(): Buffer {
  const pair = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })
  const pkcs8 = children(read(pair.privateKey.export({ type: 'pkcs8', format: 'der' })).content)
  const spki = children(read(pair.publicKey.export({ type: 'spki', format: 'der' })).content)
  const parameters = children(pkcs8[1]!.content)[1]!.content
  const x = pkcs8[2]!.content
  // The first byte of a BIT STRING counts its unused bits.
  const y = spki[1]!.content.subarray(1)
  const body = Buffer.concat([Buffer.from([2, 1, 0]), parameters, y, x])
  return Buffer.concat([Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff]), body])
}

function children(content: Buffer): Element[] {
  const elements: Element[] = []
  let rest = content
  while (rest.length > 0) {
    const element = read(rest)
    elements.push(element)
    rest = rest.subarray(element.whole.length)
  }
  return elements
}

/** One DER element with a definite length of at most two bytes, which all of these have. */
function read(bytes: Buffer): Element {
  const short = bytes[1]!
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f
  const length = lengthBytes === 0 ? short : bytes.readUIntBE(2, lengthBytes)
  const start = 2 + lengthBytes
  return { whole: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) }
}
