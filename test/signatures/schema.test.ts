import { expect, it } from 'vitest'
import { z } from 'zod'
import { signatureFileSchema } from '../../src/signatures/schema.js'

// `npx vitest run test/signatures/schema.test.ts -u` writes the file anew.
it('is what the JSON Schema for editors says', async () => {
  const schema = z.toJSONSchema(signatureFileSchema, { io: 'input' })
  const text = JSON.stringify({ ...schema, title: 'Signatures of jetsam' }, null, 2)
  await expect(`${text}\n`).toMatchFileSnapshot('../../schema/signatures.schema.json')
})
