import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../../src/signatures/template/parse.js'
import { TemplateError } from '../../../src/signatures/template/template-error.js'

describe('parseTemplate', () => {
  it('reads literals, classes and counts', () => {
    expect(parseTemplate('ab_{digits:3}-{hexi:2-4}{upper:1-}')).toEqual([
      { kind: 'literal', text: 'ab_' },
      { kind: 'class', chars: '0123456789', min: 3, max: 3, padded: false },
      { kind: 'literal', text: '-' },
      { kind: 'class', chars: '0123456789ABCDEFabcdef', min: 2, max: 4, padded: false },
      { kind: 'class', chars: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', min: 1, max: 65_536, padded: false },
    ])
  })

  it.each([
    ['{lower:1}', 26],
    ['{alpha:1}', 52],
    ['{hex:1}', 16],
    ['{HEX:1}', 16],
    ['{base36:1}', 36],
    ['{BASE36:1}', 36],
    ['{base62:1}', 62],
    ['{base32:1}', 32],
    ['{base64:1}', 64],
    ['{base64url:1}', 64],
    ['{word:1}', 63],
    ['{any:1}', 94 - 3 + 128],
  ])('%s has %i characters', (template, count) => {
    const [node] = parseTemplate(template)
    expect(node?.kind === 'class' && new Set(node.chars).size).toBe(count)
  })

  it.each([
    ['{[a-cX_-]:1}', '-X_abc'],
    ['{[-a]:1}', '-a'],
    ['{[\\[\\]\\\\]:1}', '[\\]'],
    ['{[{|}()]:1}', '()' + '{|}'],
    ['{[+/-]:1}', '+-/'],
    ['{[\n -~]:1}', `\n${Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')}`],
  ])('reads the spelled class %j', (template, chars) => {
    expect(parseTemplate(template)).toEqual([{ kind: 'class', chars, min: 1, max: 1, padded: false }])
  })

  it('reads groups, alternatives, repetitions and nesting', () => {
    const x = [{ kind: 'literal', text: 'x' }]
    expect(parseTemplate('(x|)')).toEqual([{ kind: 'group', alternatives: [x, []], min: 1, max: 1 }])
    expect(parseTemplate('(x)*3')).toEqual([{ kind: 'group', alternatives: [x], min: 3, max: 3 }])
    expect(parseTemplate('((x)*2-5|x)')).toEqual([
      { kind: 'group', alternatives: [[{ kind: 'group', alternatives: [x], min: 2, max: 5 }], x], min: 1, max: 1 },
    ])
  })

  it('takes a star without a count, and an escaped delimiter, as plain text', () => {
    expect(parseTemplate('a*b')).toEqual([{ kind: 'literal', text: 'a*b' }])
    expect(parseTemplate('(a)*')).toHaveLength(2)
    expect(parseTemplate('\\{\\}\\(\\)\\[\\]\\|\\\\')).toEqual([{ kind: 'literal', text: '{}()[]|\\' }])
  })

  it('reads the shapes', () => {
    expect(parseTemplate('{uuid}{jwt}{pem:EC PRIVATE KEY}{crc32:6}')).toEqual([
      { kind: 'uuid' },
      { kind: 'jwt' },
      { kind: 'pem', label: 'EC PRIVATE KEY' },
      { kind: 'crc32', digits: 6 },
    ])
  })

  it('marks the classes that padding may end', () => {
    const padded = (template: string): unknown =>
      parseTemplate(template).map((node) => node.kind === 'class' && node.padded)
    expect(padded('{base64:8}{base64url:8}{base62:8}')).toEqual([true, true, false])
  })

  it('takes other characters than ASCII as their bytes', () => {
    expect(parseTemplate('é')).toEqual([{ kind: 'literal', text: '\xc3\xa9' }])
  })
})

describe('errors of parseTemplate', () => {
  it.each([
    ['', 'empty', 0],
    ['x'.repeat(2_001), 'too-long', 2_000],
    ['('.repeat(9), 'too-deep', 8],
    ['a\\', 'dangling-escape', 1],
    ['a\\b', 'dangling-escape', 1],
    ['a}', 'stray-delimiter', 1],
    ['a)', 'stray-delimiter', 1],
    ['a|b', 'stray-delimiter', 1],
    ['a]', 'stray-delimiter', 1],
    ['[a]', 'stray-delimiter', 0],
    ['a{hex', 'unclosed-brace', 1],
    ['a{[b', 'unclosed-bracket', 2],
    ['a(b', 'unclosed-group', 1],
    ['a{hexx:3}', 'unknown-class', 1],
    ['{uuid:3}', 'unknown-class', 0],
    ['{[]:3}', 'bad-class', 1],
    ['{[z-a]:3}', 'bad-class', 1],
    ['{hex}', 'bad-count', 0],
    ['{hex:}', 'bad-count', 0],
    ['{hex:0}', 'bad-count', 0],
    ['{hex:5-3}', 'bad-count', 0],
    ['{hex:3-99999}', 'bad-count', 0],
    ['(a)*5-3', 'bad-count', 3],
    ['(a)*0', 'bad-count', 3],
    ['a{crc32:8}', 'bad-checksum', 1],
    ['{pem:}', 'bad-label', 0],
    ['{pem:A-B}', 'bad-label', 0],
  ])('%j is %s at %i', (template, code, position) => {
    let error: unknown
    try {
      parseTemplate(template)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(TemplateError)
    expect(error).toMatchObject({ code, position })
    expect((error as Error).message).toContain(`character ${position + 1}`)
  })
})
