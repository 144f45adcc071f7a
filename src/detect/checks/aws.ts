import type { Check } from './check.js'
import { looksRandom } from './random.js'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * The account that an AWS access key id names: the 48 bits behind the four-letter prefix, in base32, hold it from the
 * second bit on. Ids made before 2019 or so (`I` or `J` in the fifth place) hold none. Reason only: an account id is
 * public.
 * Source: https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export const checkAwsKeyId: Check = ({ value }) => {
  const body = value.slice(4)
  if (!/^[A-Z2-7]{16}$/.test(body) || /^[IJ]/.test(body)) return { verdict: 'neutral' }
  let bits = 0n
  for (const char of body.slice(0, 10)) bits = bits * 32n + BigInt(base32.indexOf(char))
  // Ten characters are 50 bits; the first 48 are six bytes, of which the top bit and the low seven do not count.
  const account = ((bits >> 2n) & 0x7fff_ffff_ff80n) >> 7n
  if (account > 999_999_999_999n) return { verdict: 'doubtful', reason: 'the account in it cannot exist' }
  return { verdict: 'neutral', reason: `belongs to AWS account ${account.toString().padStart(12, '0')}` }
}

/**
 * An AWS secret access key is 30 random bytes in base64: both cases and a digit, no hexadecimal hash, no path, no
 * words.
 */
export const checkAwsSecret: Check = ({ value }) => {
  if (!/[A-Z]/.test(value) || !/[a-z]/.test(value) || !/\d/.test(value)) return { verdict: 'rejected' }
  if (/^[0-9a-fA-F]+$/.test(value) || (value.match(/\//g) ?? []).length > 5) return { verdict: 'rejected' }
  return looksRandom(value) ? { verdict: 'neutral' } : { verdict: 'rejected' }
}

/** A key id and the secret beside it: the secret is the last 40 bytes. */
export const checkAwsKeyPair: Check = ({ value, ...rest }) => {
  const secret = value.slice(-40)
  const { verdict } = checkAwsSecret({ ...rest, value: secret })
  return verdict === 'rejected' ? { verdict } : { verdict, secret, signature: 'aws-secret-access-key' }
}

/**
 * An SMTP password of SES is a version byte, 4, and the 32 bytes of a signature, in base64.
 * Source: https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
 */
export const checkAwsSesPassword: Check = ({ value }) => {
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length === 33 && bytes[0] === 4) return { verdict: 'neutral' }
  return { verdict: 'doubtful', reason: 'not version 4 of such passwords' }
}
