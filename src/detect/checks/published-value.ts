import { createHash } from 'node:crypto'
import type { CheckResult } from './check.js'

/**
 * Secrets that are public: by who published them, the first 16 hex digits of each one's SHA-256 (64 bits tell values apart, and give none
 * away). Whoever adds one: the page that publishes it must say that it is an example, or opens only a test system or an emulator.
 */
const published: Readonly<Record<string, string>> = {
  // https://learn.microsoft.com/azure/storage/common/storage-connect-azurite, https://learn.microsoft.com/azure/cosmos-db/emulator
  'the emulators of Azure': '0011cc25eb432071 aa6547439583c3a2',
  // https://min.io/docs/minio/linux/developers/go/minio-go.html: play.min.io
  'the playground of MinIO': 'df452eef23e8cf2c',
  // https://docs.stripe.com/keys
  'the documentation of Stripe': '2cafc0970149a84f f2d6ca16515033e5',
  // The first account of each: https://hardhat.org/hardhat-network/docs/reference, https://github.com/trufflesuite/ganache
  'test networks of Ethereum': 'bc1a50966c9e6486 578592185588730b',
  // https://documentation.mailgun.com
  'the documentation of Mailgun': '9c846fdf0fa8955c',
  // https://github.com/huggingface/transformers: src/transformers/testing_utils.py, of use only on hub-ci.huggingface.co
  'the tests of Hugging Face': '5de261506c0ff857',
  // https://www.rfc-editor.org/rfc/rfc8032#section-7.1
  'RFC 8032': '099da475a54aacba',
}

const publisherOf = new Map(
  Object.entries(published).flatMap(([publisher, hashes]) => hashes.split(' ').map((hash) => [hash, publisher])),
)

/** Lowers a secret that everybody can read in its vendor's documentation; undefined for all others. */
export function checkPublished(value: string): CheckResult | undefined {
  const secret = /AccountKey=([^;]{1,200})/i.exec(value)?.[1] ?? value.replace(/^0x/i, '')
  const hash = createHash('sha256').update(secret, 'latin1').digest('hex').slice(0, 16)
  const publisher = publisherOf.get(hash)
  if (publisher === undefined) return undefined
  return { verdict: 'neutral', severity: 'low', reason: `public: known from ${publisher}` }
}
