import { createHash } from 'node:crypto'

/** How much of a digest is kept, in hexadecimal digits. */
const kept = 12

/**
 * Keys that their vendors print in documentation, built into emulators, or gave as test vectors: the first digits of their SHA-256. They are
 * public, and kept as digests so that no scanner takes this file for a leak.
 */
const documented: ReadonlySet<string> = new Set([
  // Azurite and the storage emulator.
  '0011cc25eb43',
  // The Cosmos DB emulator.
  'aa6547439583',
  // MinIO's playground.
  'df452eef23e8',
  // Stripe's documentation.
  '2cafc0970149',
  'f2d6ca165150',
  'b1471f544cee',
  '5895b89c8fb3',
  // Discord's documentation.
  '02f7ce3c263f',
  // Telegram's documentation.
  '0b5dd075ccdd',
  '731fa294d036',
  // GitHub's documentation.
  '3543c50b0cb9',
  'bc3ae723f57c',
  '82e74299544e',
  '797c0ce41458',
  '6d7fa4e64d4b',
  // Google's documentation.
  '279a2219c238',
  // ReCAPTCHA's test key.
  '03b970ed8171',
  'f5e95c995463',
  // RFC 7617.
  'cf4d418ed3de',
  '687da00b09c8',
  // RFC 6749.
  'ca7459e2b267',
  '584b27d64ebc',
  '6c96130f130a',
  '00cf4c781dc3',
  'e9974c507d2a',
  // RFC 6750.
  'b8e148545b13',
  // RFC 7636.
  '13d31e961a1a',
  // RFC 7515.
  '8b1b17a9740c',
  'ecaa6793a637',
  '5ccf2edb4f07',
  'f8123081a22e',
  // RFC 7517.
  'a45404ae333d',
  // RFC 8032, section 7.1.
  '099da475a54a',
  // RFC 8037.
  '190edf59d573',
  // Square's documentation.
  'e478280aaaef',
  // The documentation of AWS DataSync.
  '9ba138266496',
  // MariaDB's help tables.
  'f0e7bc0b6c32',
  // WireGuard's documentation.
  'ea1ca3e25b35',
  // Hardhat and Anvil.
  'bc1a50966c9e',
  '8335c5533482',
  // Ganache.
  '578592185588',
  // Hugging Face's tests, of use only on its hub for them.
  '5de261506c0f',
  // FastAPI's documentation.
  '570dad43de1a',
  // Mailgun's documentation.
  '9c846fdf0fa8',
  'a4526cb8cdbf',
  // NTLM of the empty password.
  '5db21f1ad63d',
  // Documentation of one-time passwords.
  '8be5d113c087',
  // RFC 6238.
  '549c9390539e',
])

/** Longer values are documents. */
const longest = 1_000

/** Shorter and longer parts of a value are none of these. */
const part = /[A-Za-z0-9+/_.:-]{15,360}={0,2}/g

/** Whether a value, or a part of it such as the key in `AccountKey=…`, is one that its vendor published. */
export function isDocumentedKey(value: string): boolean {
  if (value.length > longest) return false
  const parts = [...value.matchAll(part)].flatMap(([found]) => [found, found.replace(/^.*:|^0x/, '')])
  return [value, ...parts].some((each) => documented.has(digestOf(each)))
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex').slice(0, kept)
}
