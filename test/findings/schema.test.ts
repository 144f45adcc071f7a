import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { confidences, exposures, type Report, severities } from '../../src/findings/finding.js'

const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../schema/report-v1.schema.json'), 'utf8'))
const validate = new Ajv2020({ strict: true }).compile(schema)

const full: Report = {
  schemaVersion: 1,
  tool: { name: 'jetsam', version: '0.1.0', signatures: 'abc' },
  images: [
    {
      reference: 'app',
      source: 'docker',
      id: 'sha256:1',
      digest: 'sha256:2',
      platform: 'linux/amd64',
      created: '2026-01-01T00:00:00Z',
      tags: ['app:latest'],
      layers: [{ index: 0, diffId: 'sha256:3', digest: 'sha256:4', size: 1, instruction: 'COPY . .' }],
    },
  ],
  findings: [
    {
      id: '0',
      signature: { id: 'a', title: 'A', provider: 'Acme', severity: 'high' },
      severity: 'low',
      reasons: ['expired'],
      confidence: 'proven',
      secret: { masked: '••', length: '1-8', value: 'x' },
      occurrences: [
        {
          image: 0,
          exposure: 'file',
          layer: 0,
          instruction: { index: 0, text: 'COPY . .' },
          path: 'app/.env',
          line: 1,
          column: 1,
          key: 'K',
          state: 'deleted',
          endedBy: 1,
          via: ['base64'],
          dockerfile: { path: 'Dockerfile', line: 3 },
        },
      ],
      remedy: { summary: 's', steps: ['a'], links: ['b'] },
      known: { reason: 'rotated' },
    },
  ],
  suppressed: [],
  coverage: { complete: false, layers: 1, files: 1, bytes: 1, gaps: [{ kind: 'unread', where: 'a', reason: 'b' }] },
  summary: { critical: 0, high: 0, medium: 0, low: 1, info: 0 },
}

it('accepts a report with every field', () => {
  validate(full)
  expect(validate.errors).toBeNull()
})

it.each([
  ['an unknown exposure', (r: Report) => Object.assign(r.findings[0]!.occurrences[0]!, { exposure: 'elsewhere' })],
  ['a missing summary', (r: Report) => Object.assign(r, { summary: undefined })],
  ['a finding that stands nowhere', (r: Report) => Object.assign(r.findings[0]!, { occurrences: [] })],
  ['the length itself', (r: Report) => Object.assign(r.findings[0]!.secret, { length: '17' })],
])('refuses %s', (_, spoil) => {
  const report = structuredClone(full)
  spoil(report)
  expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false)
})

it('knows the same words as the types', () => {
  expect(schema.$defs.severity.enum).toEqual([...severities])
  expect(schema.$defs.occurrence.properties.exposure.enum).toEqual([...exposures])
  expect(schema.$defs.finding.properties.confidence.enum).toEqual([...confidences])
})
