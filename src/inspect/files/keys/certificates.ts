import { X509Certificate } from 'node:crypto'

/** So many certificates of one file are read at most: a bundle of authorities holds more, but nobody's key. */
const mostCertificates = 50
/** Longer ones are none, in bytes. */
const longestCertificate = 65_536

const begin = '-----BEGIN CERTIFICATE-----'
const end = '-----END CERTIFICATE-----'
/** DER of x509Certificate, 1.2.840.113549.1.9.22.1, the type of a certificate in the bag of a PKCS#12 store. */
const certificateType = Buffer.from('\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16\x01', 'latin1')

/** The X.509 certificates in PEM blocks of a file, in order; what is malformed is left out. Source: RFC 7468, section 5. */
export function pemCertificates(bytes: Buffer): X509Certificate[] {
  const out: X509Certificate[] = []
  for (let at = bytes.indexOf(begin), n = 0; at >= 0 && n < mostCertificates; at = bytes.indexOf(begin, at + 1), n++) {
    const close = bytes.subarray(0, at + longestCertificate).indexOf(end, at)
    if (close >= 0) out.push(...parsed(bytes.subarray(at, close + end.length)))
  }
  return out
}

/** The certificates of a PKCS#12 store that stand in it without encryption, in order. Source: RFC 7292, section 4.2.3. */
export function storeCertificates(bytes: Buffer): X509Certificate[] {
  const out: X509Certificate[] = []
  let at = bytes.indexOf(certificateType)
  for (let n = 0; at >= 0 && n < mostCertificates; at = bytes.indexOf(certificateType, at + 1), n++) {
    // certValue: [0] EXPLICIT, and in it an OCTET STRING.
    const tagged = contentOf(bytes, at + certificateType.length, 0xa0)
    const octets = tagged && contentOf(bytes, tagged.start, 0x04)
    if (octets) out.push(...parsed(bytes.subarray(octets.start, octets.end)))
  }
  return out
}

/** Where the content of a DER element stands. Source: X.690, section 8.1. */
function contentOf(bytes: Buffer, at: number, tag: number): { start: number; end: number } | undefined {
  const first = bytes[at + 1]
  if (bytes[at] !== tag || first === undefined) return undefined
  const more = first < 0x80 ? 0 : first & 0x7f
  if (more > 3 || at + 2 + more > bytes.length) return undefined
  const length = more === 0 ? first : bytes.readUIntBE(at + 2, more)
  const start = at + 2 + more
  return length <= longestCertificate ? { start, end: start + length } : undefined
}

function parsed(bytes: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(bytes)]
  } catch {
    return []
  }
}
