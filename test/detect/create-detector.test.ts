import { describe, expect, it } from 'vitest'
import { createDetector } from '../../src/detect/create-detector.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { tableOfTemplates } from './table-of-templates.js'

const templates = {
  github: 'ghp_{base62:30}{crc32:6}',
  aws: '(AKIA|ASIA){base32:16}',
  mailchimp: '{hex:32}-us{digits:1-2}',
  slack: 'xoxb-{digits:10-13}-{digits:10-13}-{base62:24}',
  datadog: '{hex:32}',
  algolia: '{base64:44}',
  airbrake: '{digits:6}',
  jwt: '{jwt}',
  pem: '{pem:PRIVATE KEY}',
  rsa: '{pem:RSA PRIVATE KEY}',
}
const detector = createDetector(
  tableOfTemplates([
    { id: 'github', value: templates.github },
    { id: 'aws', value: templates.aws, checks: ['aws-key-id'] },
    { id: 'mailchimp', value: templates.mailchimp },
    { id: 'slack', value: templates.slack },
    { id: 'datadog', value: templates.datadog, near: { words: ['datadog', 'dd_api_key'], within: 40 } },
    { id: 'algolia', value: templates.algolia, near: { words: ['algolia'], within: 40 } },
    { id: 'airbrake', value: templates.airbrake, near: { words: ['airbrake'], within: 40 } },
    { id: 'jwt', value: templates.jwt, generic: true },
    { id: 'private-key', value: [templates.pem, templates.rsa] },
    { id: 'encrypted-private-key', value: '{pem:ENCRYPTED PRIVATE KEY}', severity: 'medium' },
  ]),
)

const syntaxes: Record<string, (value: string) => string> = {
  alone: (value) => value,
  environment: (value) => `A=1\nDATADOG_TOKEN=${value}\nB=2`,
  json: (value) => `{"a": 1, "token": "${value}", "b": 2}`,
  yaml: (value) => `a: 1\ntoken: ${value}\nb: 2\n`,
  shell: (value) => `export TOKEN='${value}'; run`,
  url: (value) => `https://example.com/?token=${value}&b=2`,
  xml: (value) => `<a>\n<token>${value}</token></a>`,
  crlf: (value) => `A=1\r\nTOKEN=${value}\r\nB=2`,
  escaped: (value) => `"A=1\\nTOKEN=${value}\\nB=2"`,
  'after an escape': (value) => `"A=1\\n${value}\\nB=2"`,
  'percent-encoded': (value) => `?token%3D${value}%26b`,
  'escaped quote': (value) => `"{\\"token\\":\\"${value}\\"}"`,
  'unicode quote': (value) => `{\\u0022token\\u0022:\\u0022${value}\\u0022}`,
}

describe('values with a literal of their own', () => {
  for (const id of ['github', 'aws', 'mailchimp', 'slack', 'jwt'] as const) {
    it.each(Object.entries(syntaxes))(`finds ${id} whole: %s`, (_, write) => {
      const value = expandTemplate(templates[id], `${id}`)
      const text = write(value)
      const found = detector.inText(text)
      expect(found.map(({ signature, secret }) => ({ signature, secret }))).toEqual([{ signature: id, secret: value }])
      expect(text.slice(found[0]!.start, found[0]!.end)).toBe(value)
    })
  }

  it('does not find a value that is too short, or part of something longer', () => {
    const value = expandTemplate(templates.slack, 1)
    expect(detector.inText(`T=${value.slice(0, -1)}`)).toEqual([])
    expect(detector.inText(`T=${value}z`)).toEqual([])
    expect(detector.inText(`T=z${value}`)).toEqual([])
  })
})

describe('values that a word gives away', () => {
  const value = expandTemplate(templates.datadog, 3)
  it.each([
    `DATADOG_API_KEY=${value}`,
    `datadogApiKey: '${value}'`,
    `"datadog": {"api_key": "${value}"}`,
    `datadog.api.key = ${value}`,
    `export DD_API_KEY="${value}"`,
    `datadog:\n  key: ${value}`,
    `--datadog-key ${value} --x`,
    `<datadogkey>${value}</datadogkey>`,
    `"DATADOG_KEY=1\\nDATADOG_API=${value}"`,
    `DATADOG_URL%3Dx%26DATADOG%3D${value}`,
  ])('finds %s', (text) => {
    expect(detector.inText(text).map(({ signature, secret }) => ({ signature, secret }))).toEqual([
      { signature: 'datadog', secret: value },
    ])
  })

  it.each([
    `predatadogs=${value}`,
    `KEY=${value}`,
    `datadog_commit=${value}`,
    `datadog sha256: ${value}`,
    `datadog released version one and then ${value}`,
    `DATADOG=${value}0`,
    `DATADOG=1\n\n\n\nKEY=${value}`,
    `DATADOG=${'x '.repeat(40)}=${value}`,
  ])('leaves %s alone', (text) => {
    expect(detector.inText(text)).toEqual([])
  })

  it('finds base64 with its padding, and digits behind a rare word', () => {
    const base64 = expandTemplate(templates.algolia, 5)
    expect(detector.inText(`ALGOLIA_KEY=${base64}`).map((one) => one.secret)).toEqual([base64])
    expect(detector.inText('airbrake.id: 482913').map((one) => one.secret)).toEqual(['482913'])
    expect(detector.inText('airbrake 482913')).toEqual([])
  })
})

describe('private keys', () => {
  it.each(['pem', 'rsa'] as const)('proves %s', (id) => {
    const value = expandTemplate(templates[id], 7)
    const plain = detector.inText(`x\n${value}\ny`)
    expect(plain).toMatchObject([{ signature: 'private-key', confidence: 'proven' }])
    const escaped = detector.inText(`KEY="${value.replaceAll('\n', '\\n')}"`)
    expect(escaped[0]!.identity).toBe(plain[0]!.identity)
    expect(escaped[0]!.secret).toBe(plain[0]!.secret)
  })
})

describe('a value that only a word gives away', () => {
  const value = expandTemplate(templates.datadog, 'named')
  const confidence = (text: string) => detector.inText(text)[0]?.confidence

  it.each([`DATADOG_KEY=${value}`, `"datadogApiKey": "${value}"`, `--datadog-key ${value}`, `datadog.key: '${value}'`])(
    'is likely where the word names it: %#',
    (text) => expect(confidence(text)).toBe('likely'),
  )

  it.each([`datadog: { key: "${value}" }`, `# datadog\nkey = ${value}`])(
    'is possible where the word only stands near: %#',
    (text) => expect(confidence(text)).toBe('possible'),
  )
})
