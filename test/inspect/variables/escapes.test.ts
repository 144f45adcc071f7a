import { describe, expect, it } from 'vitest'
import { unescaped, withoutEntities } from '../../../src/inspect/variables/escapes.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { scanFile, token } from '../../scan/layer/unwrap/scan-file.js'

const secret = token('escapes')
const password = expandTemplate('{base62:6}!{base62:7}', 'escapes')
const write = (how: (code: number) => string, text = secret) =>
  text.slice(0, 2) + how(text.charCodeAt(2)) + text.slice(3)
const short = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`
const byte = (code: number) => `\\x${code.toString(16)}`
const octal = (code: number) => `\\${code.toString(8)}`
const percent = (code: number) => `%${code.toString(16)}`
const all = [...secret].map((one) => byte(one.charCodeAt(0))).join('')

const found = (path: string, text: string) =>
  scanFile(Buffer.from(text), { path }).candidates.map(({ secret: told, key, via }) => [told, key, via])

describe('a value that is written with escapes, behind the name of a secret', () => {
  it.each<[string, string, string]>([
    ['JSON', 'a.json', `{"token": "${write(short)}"}`],
    ['JavaScript', 'a.js', `const token = '${write(byte)}'`],
    ['JavaScript, every character', 'a.js', `const token = "${all}"`],
    ['JavaScript, with braces', 'a.js', `const token = "${write((code) => `\\u{${code.toString(16)}}`)}"`],
    ['Python, in octal', 'a.py', `token = "${write(octal)}"`],
    ['Python, in eight digits', 'a.py', `token = "${write((code) => `\\U${code.toString(16).padStart(8, '0')}`)}"`],
    ['properties', 'a.properties', `token=${write(short)}\n`],
    ['YAML', 'a.yaml', `token: "${write(short)}"\n`],
    ['a query', 'a.sh', `curl 'https://x.corp.io/?a=b&token=${write(percent)}&c=d'\n`],
    ['HTML', 'a.html', `<input name="a" data-token="${write((code) => `&#${code};`)}">`],
    ['XML', 'a.xml', `<token>${write((code) => `&#x${code.toString(16)};`)}</token>`],
  ])('%s', (_, path, text) => {
    expect(found(path, text)).toEqual([[secret, expect.stringMatching(/token$/), ['escapes']]])
  })

  it.each<[string, string]>([
    ['escaped slashes', `"https:\\/\\/bob:${password}@db.corp.io\\/x"`],
    ['slashes by their numbers', `"https:\\u002f\\u002fbob:${password}@db.corp.io/x"`],
    ['an escape in the password', `"https://bob:${write(short, password)}@db.corp.io/x"`],
  ])('a URL with %s', (_, url) => {
    expect(found('a.json', `{"url": ${url}}`)).toEqual([[password, undefined, ['escapes']]])
  })

  it('a URL without a password, and one in a class of characters, are none', () => {
    expect(found('a.json', '{"url": "https:\\/\\/db.corp.io\\/x", "b": "a:\\\\/\\\\/@"}')).toEqual([])
  })
})

describe('escapes', () => {
  it('of literals', () => {
    expect(unescaped('a\\n\\x41\\u0042\\103\\u{44}\\\\x45\\q', 1)).toBe('a\nABCD\\x45q')
    expect(unescaped('\\\\u0041', 2)).toBe('A')
    expect(unescaped('\\u{ffffff}\\u00e9', 1)).toBe('\xc3\xa9')
  })

  it('of markup', () => {
    expect(withoutEntities('&amp;lt;&#65;&#x42;&nope;&#9999999;')).toBe('&lt;AB&nope;')
  })
})
