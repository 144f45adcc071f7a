import { expect, it } from 'vitest'
import { createFileScanner } from '../../../src/scan/layer/file-scanner.js'
import { createTools } from '../../../src/scan/tools.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'

const scanner = createFileScanner(createTools(readSignatureTable(), { key: new Uint8Array(32), showSecrets: false }))
const token = expandTemplate('{[a-z]:2}{base62:30}{digits:2}', 'file scanner')

function scan(path: string, text: string) {
  const bytes = Buffer.from(text, 'latin1')
  scanner.start(path, bytes.length)
  scanner.push(bytes)
  const { candidates, gaps } = scanner.end()
  return { found: candidates.map(({ signature, key, line, column }) => ({ signature, key, line, column })), gaps }
}

it('finds what a file assigns to the name of a secret', () => {
  expect(scan('srv/app.py', `import os\n  api_key = "${token}"\n`)).toEqual({
    found: [{ signature: 'secret-variable', key: 'api_key', line: 2, column: 14 }],
    gaps: [],
  })
})

it('prefers a specific signature', () => {
  const value = expandTemplate('ghp_{base62:30}{crc32:6}', 'file scanner')
  expect(scan('srv/app.py', `api_token = "${value}"\n`).found).toMatchObject([
    { signature: 'github-personal-access-token', key: 'api_token' },
  ])
})

it("prefers what the file's own format says of the same bytes", () => {
  expect(scan('root/.npmrc', `//registry.acme.io/:_authToken=${token}\n`).found).toMatchObject([
    { signature: 'package-registry-token' },
  ])
})

it('forgets the last file', () => {
  scan('srv/tests/app.py', `api_key = "${token}"\n`)
  expect(scan('srv/app.yml', `api_key: ${token}\n`).found).toHaveLength(1)
})

it('names no large script in the coverage, as what it assigns is found all the same', () => {
  const text = `#!/bin/sh\ncurl -s x\n${'# filling\n'.repeat(150_000)}API_TOKEN=${token}\n`
  expect(scan('srv/install.sh', text)).toMatchObject({ found: [{ key: 'API_TOKEN' }], gaps: [] })
})
