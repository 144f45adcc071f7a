import { describe, expect, it } from 'vitest'
import { createDetector } from '../../src/detect/create-detector.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'

const detector = createDetector(readSignatureTable())
const size = 1 << 20

function filled(unit: string): Buffer {
  return Buffer.alloc(size, unit, 'latin1')
}

/**
 * Honest files take some milliseconds a MiB. The bound leaves room for a busy machine, and none for what grows with the
 * square.
 */
const mostMilliseconds = 4000

/** Milliseconds of processor time, so that other programs on the machine count for nothing. */
function costOf(bytes: Buffer): number {
  const before = process.cpuUsage()
  detector.openStream().whole(bytes)
  return process.cpuUsage(before).user / 1000
}

describe('a file made to be slow', () => {
  it.each([
    ['one character', 'a'],
    ['digits and letters', 'a1'],
    ['short tokens', 'a1b2c3d4e5f6g7h8 '],
    ['the first lines of keys', '-----BEGIN RSA PRIVATE KEY-----\n'],
    ['keys without an end', `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(100)}\n`],
    [
      'keys that do not parse',
      `-----BEGIN PRIVATE KEY-----\n${expandTemplate('{base64:64}', 1)}\n-----END PRIVATE KEY-----\n`,
    ],
    ['starts of tokens', 'eyJhbGciOiJI'],
    ['tokens without an end', `${'eyJh'.repeat(200)}.`],
    ['URLs', 'https://a:'],
    ['URLs in one word', 'x://y:z/'],
    ['at signs', '://a:b@'],
    ['assignments', 'token=a1b2c3d4e5f6a7b8,'],
    ['words', 'datadog aws_secret_access_key github '],
    ['words and tokens', 'cloudflare=a1b2c3d4e5f6a7b8-'],
    ['quotes', '"\\"\''],
    ['open tags', '<RSAKeyValue><D>'],
    ['a key file that goes on', 'PuTTY-User-Key-File-2: '],
    ['backslashes', '\\\\\\\\n'],
    ['halves of anchors', 'ghpAKIxoxeyJglpnpm'],
    ['anchors in a row', 'AKIAASIAghp_npm_'],
    ['lines of nothing', '\n'],
    ['runs of sixteen', 'aB3dE6gH9jK2mN5p='],
    ['words and what is written onto them', 'datadogapikeygithubtokenfbsecret'],
  ])('%s', (_, unit) => {
    expect(costOf(filled(unit))).toBeLessThan(mostMilliseconds)
  })

  it('every prefix of the table, over and over', () => {
    const slow: string[] = []
    for (const signature of readSignatureTable().signatures) {
      for (const { anchors } of signature.patterns.slice(0, 1)) {
        if (anchors.length === 0) continue
        const bytes = Buffer.alloc(1 << 17, `${anchors[0]!.text}`, 'latin1')
        if (costOf(bytes) > mostMilliseconds / 4) slow.push(signature.id)
      }
    }
    expect(slow).toEqual([])
  })
})
