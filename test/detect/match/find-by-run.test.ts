import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { tableOfTemplates } from '../table-of-templates.js'

const near = { words: ['acme_key', 'acme'], within: 60 }
const detector = createDetector(tableOfTemplates([{ id: 'acme', value: '{base62:20-40}', near }]))
const found = (text: string) => detector.inText(text).map(({ secret }) => secret)

const key = expandTemplate('{base62:40}', 'a key')
const commit = expandTemplate('{hex:40}', 'a commit')
const hash = expandTemplate('{base64:43}', 'a hash')

describe('a value that a word near it gives away', () => {
  it.each([
    ['is found behind its name', `acme_key = "${key}"`, [key]],
    ['is found further behind', `acme = connect(\n  "${key}")`, [key]],
    ['may be of hex digits alone behind its name', `acme_key = "${commit}"`, [commit]],
    ['is no hash in a comment', `acme = connect()\n// ${commit} is why`, []],
    ['is no hash in capitals', `acme = connect()\n// ${commit.toUpperCase()} is why`, []],
    ['is no hash of a lock file', `acme: 1.0.0\n  integrity: sha512-${hash}==`, []],
    ['is no part of one', `acme: 1.0.0\n  integrity: sha512-${hash.slice(0, 12)}/${key.slice(0, 24)}==`, []],
  ])('%s', (_, text, values) => expect(found(text)).toEqual(values))
})
