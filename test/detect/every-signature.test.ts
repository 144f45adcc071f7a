import { describe, expect, it } from 'vitest'
import { checks } from '../../src/detect/checks/checks.js'
import { createDetector } from '../../src/detect/create-detector.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'
import type { CompiledSignature } from '../../src/signatures/table.js'

/** Before this moment no example expires. */
const now = 1_700_000_000
const table = readSignatureTable()
const detector = createDetector(table, { clock: () => now })

type Case = { id: string; template: string; signature: CompiledSignature }
/** A PuTTY file proves itself by a checksum that no template gives. */
const isTold = ({ id, kind, severity }: CompiledSignature): boolean =>
  id !== 'putty-private-key' && !(kind === 'identifier' && severity === 'info')
const cases: Case[] = table.signatures
  .filter(isTold)
  .flatMap((signature) => signature.patterns.map(({ template }) => ({ id: signature.id, template, signature })))

/** A name for the value: one of the words that its signature asks for, or any name. */
function nameFor({ near }: CompiledSignature): string {
  const word = near?.words.find((each) => /^[a-z0-9_-]{5,}$/.test(each)) ?? near?.words[0] ?? 'setting'
  return word.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '')
}

type Syntax = (name: string, value: string) => string
const oneLine: Record<string, Syntax> = {
  environment: (name, value) => `A=1\n${name.toUpperCase()}=${value}\nB=2\n`,
  'environment, quoted': (name, value) => `export ${name.toUpperCase()}="${value}"`,
  'JSON in one line': (name, value) => `{"a":1,"${name}":"${value}","b":2}`,
  'JSON in lines': (name, value) => `{\n  "a": 1,\n  "${name}": "${value}",\n  "b": 2\n}`,
  YAML: (name, value) => `a: 1\n${name}: ${value}\nb: 2`,
  'YAML, quoted, CRLF': (name, value) => `a: 1\r\n${name}: '${value}'\r\nb: 2\r\n`,
  TOML: (name, value) => `[a]\n${name} = "${value}"\n`,
  shell: (name, value) => `run --x --${name} '${value}' && true`,
  XML: (name, value) => `<a>\n  <${name}>${value}</${name}>\n</a>`,
  'JSON in a string': (name, value) => `"{\\"${name}\\":\\"${value}\\"}"`,
  'source code': (name, value) => `const ${name} = '${value}';\n`,
  'at the end of the file': (name, value) => `${name}=${value}`,
}
/** Values of several lines, and values that hold separators of other syntaxes, stand as they are. */
const asIs: Record<string, Syntax> = {
  'between lines': (name, value) => `${name}:\n${value}\nb\n`,
  'alone, after its name': (name, value) => `${name}=\n${value}`,
  'between lines, CRLF': (name, value) => `${name}=\r\n${value}\r\nb\r\n`,
}

function isWhole(text: string, value: string, id: string): void {
  const start = text.lastIndexOf(value)
  const found = detector.inText(text).filter((one) => one.start <= start && one.end >= start + value.length)
  expect(found).toHaveLength(1)
  const [one] = found
  // Two vendors may use the same shape: then another signature of just these bytes is as right.
  if (one!.signature !== id) {
    const other = table.signatures.find((signature) => signature.id === one!.signature)!
    expect(other.generic).toBe(false)
  }
}

describe('a private key in a text of one line', () => {
  const pems = cases.filter(({ template }) => template.startsWith('{pem:'))
  it.each(pems)('is the same secret as in lines: $template', ({ id, template }) => {
    const value = expandTemplate(template, 'pem')
    const plain = detector.inText(`${value}\n`)
    const other: Record<string, string> = {
      escaped: `{"key":"${value.replaceAll('\n', '\\n')}"}`,
      'escaped twice': `"{\\"key\\":\\"${value.replaceAll('\n', '\\\\n')}\\"}"`,
      CRLF: value.replaceAll('\n', '\r\n'),
      'escaped CRLF': `"${value.replaceAll('\n', '\\r\\n')}"`,
      indented: value.replaceAll('\n', '\n      '),
      'with spaces': `KEY='${value.replaceAll('\n', ' ')}'`,
      'percent-encoded': value
        .replaceAll('\n', '%0A')
        .replaceAll('+', '%2B')
        .replaceAll('/', '%2F')
        .replaceAll('=', '%3D'),
      'joined strings': value
        .split('\n')
        .map((line) => `  "${line}\\n"`)
        .join(' +\n'),
      commented: value.replaceAll('\n', '\n# '),
    }
    expect(plain).toHaveLength(1)
    for (const [name, text] of Object.entries(other)) {
      const found = detector.inText(`x ${text} y`)
      expect({
        name,
        found: found.map(({ signature, secret, identity, confidence }) => ({
          signature,
          secret,
          identity,
          confidence,
        })),
      }).toEqual({
        name,
        found: [
          { signature: id, secret: plain[0]!.secret, identity: plain[0]!.identity, confidence: plain[0]!.confidence },
        ],
      })
    }
  })
})

describe('an example of every template', () => {
  it('is there', () => {
    expect(cases.length).toBeGreaterThan(120)
  })

  it('has only checks that exist', () => {
    const names = cases.flatMap(({ signature }) => signature.patterns.flatMap((pattern) => pattern.checks))
    expect(names.filter((name) => !checks.has(name.split(':')[0]!))).toEqual([])
  })

  it.each(cases)('is found whole: $id $template', ({ id, template, signature }) => {
    const failures: string[] = []
    const value = expandTemplate(template, id)
    const syntaxes = /[\n\r]/.test(value) ? asIs : oneLine
    for (const [name, write] of Object.entries(syntaxes)) {
      try {
        isWhole(write(nameFor(signature), value), value, id)
      } catch {
        failures.push(name)
      }
    }
    expect(failures).toEqual([])
  })
})

describe('what is almost an example', () => {
  const fixed = cases.filter(
    ({ signature }) =>
      signature.patterns.length === 1 && signature.patterns[0]!.minLength === signature.patterns[0]!.maxLength,
  )
  const idsIn = (text: string): string[] => detector.inText(text).map((one) => one.signature)

  it.each(fixed)('is not found: $id $template', ({ id, template, signature }) => {
    const value = expandTemplate(template, id)
    const name = nameFor(signature)
    expect(idsIn(`${name}=${value.slice(0, -1)}`)).not.toContain(id)
    expect(idsIn(`${name}=${value.slice(0, -1)}!`)).not.toContain(id)
    if (/[A-Za-z0-9]$/.test(value)) expect(idsIn(`${name}=${value}0`)).not.toContain(id)
  })

  it.each(cases.filter(({ signature }) => signature.near !== undefined))(
    'is not found without its word: $id $template',
    ({ id, template }) => {
      expect(idsIn(`value=${expandTemplate(template, id)}`)).not.toContain(id)
    },
  )
})

describe('a file with an example', () => {
  const stream = detector.openStream()
  const zero = Buffer.alloc(1)
  const noise = Buffer.alloc(1 << 19)
  for (let at = 0, state = 1; at < noise.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
    noise[at] = (state >>> 16) & 0xff
  }

  it.each(cases)(
    'has it found at both ends and in the middle of binary data: $id $template',
    ({ id, template, signature }) => {
      const value = expandTemplate(template, id)
      const name = signature.near === undefined ? '' : `${nameFor(signature)}=`
      const text = Buffer.from(`${name}${value}`, 'latin1')
      const files = {
        start: Buffer.concat([text, zero, noise]),
        middle: Buffer.concat([noise, zero, text, zero, noise]),
        end: Buffer.concat([noise, zero, text]),
      }
      for (const [place, bytes] of Object.entries(files)) {
        const start = bytes.indexOf(text) + name.length
        const hits = stream.whole(bytes).filter((one) => one.start <= start && one.end >= start + value.length)
        expect({ place, hits: hits.length }).toEqual({ place, hits: 1 })
      }
    },
  )
})
