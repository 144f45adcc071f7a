import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'

/**
 * Validates by the schema of OASIS. It is of JSON Schema's draft 4, of which it uses only what later drafts kept, but for the name of
 * its id.
 */
export function publishedSchema() {
  const {
    id: _,
    $schema: __,
    ...schema
  } = JSON.parse(readFileSync('test/fixtures/schemas/sarif-2.1.0-rtm.5.json', 'utf8'))
  const ajv = new Ajv({ strict: false, unicodeRegExp: false })
  ajv.addFormat('uri', (text) => URL.canParse(text))
  ajv.addFormat(
    'uri-reference',
    (text) => /^[\w.~:/?#@!$&'()*+,;=%-]*$/.test(text) && URL.canParse(text, 'https://a.example/'),
  )
  ajv.addFormat('date-time', (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text))
  return ajv.compile(schema)
}
