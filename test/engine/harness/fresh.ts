import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { expandTemplate } from '../../../src/signatures/expand.js'

/** What this run's values are made from. `JETSAM_TEST_SEED` repeats an earlier run's. */
export const seed = process.env.JETSAM_TEST_SEED ?? randomBytes(6).toString('hex')

let made = 0

/** A new value of a template (the notation of `docs/signatures.md`): no two calls give the same one. */
export function fresh(template: string): string {
  return expandTemplate(template, `${seed}:${++made}`)
}

/** Templates that several tests use. */
export const templates = {
  githubToken: 'ghp_{base62:30}{crc32:6}',
  npmToken: 'npm_{base62:30}{crc32:6}',
  gitlabToken: 'glpat-{base64url:20}',
  stripeKey: 'sk_live_{base62:24}',
  sendgridKey: 'SG.{base64url:22}.{base64url:43}',
  awsKeyId: 'AKIA{base32:16}',
  awsSecretKey: '{base64:40}',
  password: '{[a-km-z]:4}{digits:2}{[A-HJ-NP-Z]:4}{digits:2}{[a-km-z]:4}',
} as const

/** A new RSA private key as PKCS #1 or PKCS #8 PEM, with the line break at its end. */
export function freshPrivateKey(type: 'pkcs1' | 'pkcs8' = 'pkcs8', bits = 2048): string {
  return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type, format: 'pem' }) as string
}
