import { expect, it } from 'vitest'
import { createDetector } from '../../src/detect/create-detector.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'

const table = readSignatureTable()
const options = { clock: () => 1_700_000_000 }

it('finds the same with the kernel and without', () => {
  const values = table.signatures.flatMap(({ patterns, near }) =>
    patterns.map(({ template }, index) => `${near?.words[0] ?? 'key'} = "${expandTemplate(template, index)}"\n`),
  )
  const text = values.join('some words between\n')
  const [one, other] = (['webassembly', 'javascript'] as const).map((kernel) => {
    const detector = createDetector(table, { ...options, kernel })
    const stream = detector.openStream()
    const bytes = Buffer.from(text, 'latin1')
    for (let at = 0; at < bytes.length; at += 1000) stream.push(bytes.subarray(at, at + 1000))
    return [detector.inText(text), stream.end(), detector.openStream().whole(bytes)]
  })
  expect(one![0]!.length).toBeGreaterThan(200)
  expect(one).toEqual(other)
})
