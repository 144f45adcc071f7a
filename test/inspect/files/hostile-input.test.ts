import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../src/findings/candidate.js'
import { MAX_CANDIDATES_PER_FILE } from '../../../src/inspect/files/define-format.js'
import type { CredentialFormat } from '../../../src/inspect/files/format.js'
import { credentialFormats } from '../../../src/inspect/files/formats.js'
import { madeUp } from './reading.js'

const secret = madeUp('hostile')

/** Pieces of which credential files are made, so that random texts get past the first characters of a grammar. */
const pieces = [
  ...'{}[]()<>"\'`:=,;|&*!#%@\\/\n\r\t -',
  ...[
    'password',
    'token',
    'auth',
    'machine',
    'login',
    'secret_key',
    'users',
    'user',
    'data',
    'kind: Secret',
    'define',
    'private_key',
  ],
  ...[
    '<a>',
    '</a>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '<?x',
    '&amp;',
    '---\n',
    '|\n  ',
    '>-\n  ',
    '<<EOT\n',
    'EOT\n',
    '"""',
    '&x ',
    '*x',
    'https://u:',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    '\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x09',
    'K 8\n',
    '\0',
    '\xff',
    '\\u0041',
    secret,
  ],
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
)

/** Repeated until they fill 16 KiB: what nests, opens, refers or almost matches again and again. */
const hostile = [
  ...[
    '[',
    '{',
    '{"a":',
    '[{"password":',
    '"',
    "'",
    '\\',
    '\n',
    '- ',
    '- - ',
    '? ',
    'a: ',
    '&a [',
    '&a ',
    '*a ',
    '!!x ',
    '| ',
    '<a>',
    '<a b="c">',
    '<a ',
  ],
  ...[
    '<',
    '</a>',
    '<!--',
    '<![CDATA[',
    '&lt;',
    '<?',
    '((',
    '/*',
    '"""',
    '<<A\n',
    '<<<A\n',
    'define(',
    'a=',
    'a=\\\n',
    'a="',
    '=',
    ' ',
    '\t',
    ':',
    '# ',
  ],
  ...[
    'machine ',
    'a: b\n',
    'a: *b\n',
    'a:\n a:\n',
    'https://',
    'https://a@',
    '%4',
    '[a]\n',
    'a[',
    "a['b']",
    '\r\n',
    'K 8\n',
    '-----BEGIN PRIVATE KEY-----',
    'password: "',
    'x:$6$',
  ],
]
const SIZE = 16 * 1024
const LIMIT_MS = 4_000

/** A path for which the format's parser behaves as it would for its own files. */
function pathsOf(format: CredentialFormat): string[] {
  return [
    format.names?.[0] ?? `x${format.endings?.[0] ?? ''}`,
    ...(format.endings ?? []).slice(0, 3).map((ending) => `x${ending}`),
  ]
}

function expectInRange(found: Candidate[], length: number): void {
  for (const one of found) {
    expect(one.start).toBeGreaterThanOrEqual(0)
    expect(one.end).toBeGreaterThan(one.start)
    expect(one.end).toBeLessThanOrEqual(length)
    expect(one.secret).not.toBe('')
  }
}

describe.each(credentialFormats.map((format) => [format.id, format] as const))('%s', (_id, format) => {
  it('never throws, and places all it finds within the text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...pathsOf(format)), (given, path) => {
        expectInRange(format.parse(given, path), given.length)
      }),
      { numRuns: 60 },
    )
  })

  it('is quick on input made against it', () => {
    const slow: string[] = []
    for (const piece of hostile) {
      const given = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE)
      const before = performance.now()
      const found = format.parse(given, pathsOf(format)[0]!)
      const spent = performance.now() - before
      if (spent > LIMIT_MS) slow.push(`${JSON.stringify(piece)}: ${Math.round(spent)} ms`)
      expect(found.length).toBeLessThanOrEqual(MAX_CANDIDATES_PER_FILE)
    }
    expect(slow).toEqual([])
  })
})
