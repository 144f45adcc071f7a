import { describe, expect, it } from 'vitest'
import { isReference } from '../../../src/detect/values/reference.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

describe('isReference', () => {
  it.each([
    `\${X}`,
    `\${X:-default}`,
    '$X',
    '$1',
    '$(cat /run/secrets/x)',
    '`cat x`',
    '{{ x }}',
    '{{ .Values.x }}',
    `\${{ secrets.X }}`,
    '<%= x %>',
    '%X%',
    '#{x}',
    '@X@',
    '__X__',
    'process.env.X',
    'os.environ["X"]',
    "os.getenv('X')",
    "ENV['X']",
    'env("X")',
    'vault:secret/data/x#y',
    'op://vault/item/field',
    'ref+vault://x/y',
    'arn:aws:secretsmanager:eu-west-1:1:secret:x',
    'arn:aws:ssm:eu-west-1:1:parameter/x',
    'projects/1/secrets/x/versions/1',
    '/run/secrets/x',
    'file:///etc/x',
    '@/etc/x.json',
    'getPassword()',
    'keyring:x',
    `prefix-\${A}-\${B}`,
    '$A:$BCD',
    '!vault |',
  ])('knows %j', (value) => {
    expect(isReference(value)).toBe(true)
  })

  it.each(['{base62:20}', 'pa$$w{base62:8}', `a\${base62:3}b%{base62:4}`, '{hex:32}', 'x{{base62:10}', '{base64:40}'])(
    'leaves %s alone',
    (template) => {
      const text = template.replaceAll(`\${`, '$x{').replace('x{{', 'x{')
      for (let seed = 0; seed < 20; seed++) expect(isReference(expandTemplate(text, seed))).toBe(false)
    },
  )

  it('leaves a literal beside a reference alone, if it is long enough to be the secret', () => {
    expect(isReference(`\${PREFIX}${expandTemplate('{base62:30}', 1)}`)).toBe(false)
  })
})
