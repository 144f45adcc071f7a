import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../../../src/signatures/template/compile.js'
import { multipliedLimit } from '../../../src/signatures/template/pattern/anchors.js'

const texts = (template: string, hasWords = false): string[] =>
  compileTemplate(template, hasWords).anchors.map((anchor) => anchor.text)

function fits(template: string, value: string): boolean {
  return new RegExp(`^(?:${compileTemplate(template, true).regex})$`, 's').test(value)
}

describe('the regular expression', () => {
  it.each([
    ['a.b', 'a.b', 'axb'],
    ['\\[x\\]', '[x]', 'x'],
    ['{digits:2-3}', '123', '1234'],
    ['k_{lower:2}(_x|)', 'k_ab_x', 'k_ab_'],
    ['({hex:2}:)*2-3{hex:2}', 'aa:bb:cc', 'aa:bb'],
    ['{uuid}', '01234567-89ab-cdef-0123-456789ABCDEF', '0123456789abcdef0123456789abcdef'],
    ['{any:3}', 'a\xe9}', 'a b'],
    ['{any:1-9}:{any:1-9}@h', 'a:b@h', 'a:b@c'],
    ['p{[\\]\\\\^-]:4}', 'p]\\^-', 'p]\\^a'],
  ])('of %s fits %j and not %j', (template, good, bad) => {
    expect(fits(template, good)).toBe(true)
    expect(fits(template, bad)).toBe(false)
  })

  it('counts padding of base64, and only where a run can end', () => {
    expect(fits('k_{base64:8}', 'k_abcdefg=')).toBe(true)
    expect(fits('k_{base64:8}', 'k_abcdef==')).toBe(true)
    expect(fits('k_{base64:8}', 'k_abcde===')).toBe(false)
    expect(fits('k_{base64:9}', 'k_abcdefgh=')).toBe(false)
    expect(fits('k_{base64:6}==', 'k_abcdef==')).toBe(true)
    expect(fits('k_{base64:6}==', 'k_abcde===')).toBe(false)
    expect(fits('k_{base62:8}', 'k_abcdefg=')).toBe(false)
    expect(fits('k_{base64:4-8}', 'k_abcdefgh')).toBe(true)
    expect(fits('k_{base64:4-8}', 'k_abcdefgh=')).toBe(false)
  })

  it('tries the longest alternative first', () => {
    expect(new RegExp(compileTemplate('key_(a|ab|)', true).regex, 's').exec('key_ab')?.[0]).toBe('key_ab')
  })

  it('takes a PEM block up to its own end only', () => {
    const { regex, shape } = compileTemplate('{pem:X KEY}', false)
    const block = ['-----BEGIN X KEY-----', 'abc', '-----END X KEY-----'].join('\n')
    expect(new RegExp(regex, 's').exec(`${block}\n${block}`)?.[0]).toBe(block)
    expect(shape).toEqual({ kind: 'pem', label: 'X KEY' })
  })
})

describe('lengths', () => {
  it.each([
    ['ab{hex:3-5}(x|yz|)', 5, 9],
    ['({hex:2}:)*2-3', 6, 9],
    ['{hex:10-}', 10, 65_536],
    ['{uuid}', 36, 36],
    ['ghx_{base62:30}{crc32:6}', 40, 40],
  ])('of %s are %i to %i', (template, min, max) => {
    expect(compileTemplate(template, true)).toMatchObject({ minLength: min, maxLength: max })
  })
})

describe('anchors', () => {
  it('are the whole literal that is rarest', () => {
    expect(compileTemplate('https://{[a-z]:1-5}.qz-hooks.example/{hex:9}', false).anchors).toEqual([
      { text: '.qz-hooks.example/', ignoreCase: false, min: 9, max: 13 },
    ])
  })

  it('stand for each alternative', () => {
    expect(texts('x(aqz|bqz)_{hex:8}')).toEqual(['xaqz_', 'xbqz_'])
  })

  it('multiply a short literal out with its neighbours', () => {
    expect(texts('qz_{digits:9}')).toEqual(Array.from({ length: 10 }, (_, digit) => `qz_${digit}`))
    expect(texts('{digits:9}Q~{base62:9}')).toContain('90Q~')
  })

  it('follow the variable length before them', () => {
    const { anchors } = compileTemplate('{digits:8-10}:QZX{base62:9}', false)
    expect(anchors).toEqual([{ text: ':QZX', ignoreCase: false, min: 8, max: 10 }])
  })

  it('are none where nothing rare enough is fixed, or too many would be needed', () => {
    expect(texts('{hex:32}')).toEqual([])
    expect(texts('Q{base62:32}')).toEqual([])
    expect(62 ** 3).toBeGreaterThan(multipliedLimit)
  })

  it('must be rarer where words stand near the value', () => {
    expect(texts('00{base64url:40}', false)).not.toEqual([])
    expect(texts('00{base64url:40}', true)).toEqual([])
  })

  it('begin a JSON web token', () => {
    expect(texts('{jwt}')).toContain('eyJh')
    expect(texts('{jwt}')).toContain('eyAi')
  })
})

describe('edges', () => {
  it.each([
    ['qzx_{hex:8}', '[0-9A-Za-z]', '[0-9A-Za-z]'],
    ['{base64url:40}', '[\\-0-9A-Z_a-z]', '[\\-0-9A-Z_a-z]'],
    ['{base64:40}', '[+/-9A-Za-z]', '[+/-9=A-Za-z]'],
    ['{base64:86}==', '[+/-9A-Za-z]', '[+/-9=A-Za-z]'],
    ['"{hex:8}"', undefined, undefined],
    ['a/{base62:9}({[_]:1}|)', '[0-9A-Za-z]', '[0-9A-Z_a-z]'],
  ])('of %s are %s and %s', (template, left, right) => {
    const { leftEdge, rightEdge } = compileTemplate(template, true)
    expect([leftEdge, rightEdge]).toEqual([left, right])
  })
})

describe('checks', () => {
  it('say where the digits of a checksum start', () => {
    expect(compileTemplate('ghx_{base62:30}{crc32:6}', false).checks).toEqual(['crc32:4'])
    expect(compileTemplate('qzx({digits:1}|a)-{base62:9}{base62:3}{crc32:6}', false).checks).toEqual(['crc32:5'])
  })

  it.each([
    '(a{crc32:6}|b)',
    'abc{crc32:6}',
    'q{hex:1-2}-{base62:9}{crc32:6}',
    'qzxy{base62:9}{crc32:6}{base62:9}{crc32:6}',
  ])('refuse %s', (template) => {
    expect(() => compileTemplate(template, true)).toThrow(expect.objectContaining({ code: 'bad-checksum' }))
  })
})

describe('the bound on backtracking', () => {
  it.each(['{hex:1-}{base36:1-}!', '(({hex:1-9})*1-9)*1-9', '{[a-z ]:1-400}x{[a-z ]:1-400}y{[a-z ]:1-400}z{hex:3}'])(
    'refuses %s',
    (template) => {
      expect(() => compileTemplate(template, true)).toThrow(expect.objectContaining({ code: 'too-slow' }))
    },
  )

  it.each([
    '{hex:1-}.{hex:1-}.{hex:1-}',
    '({lower:3-8} )*11-23{lower:3-8}',
    '{any:1-64}:{any:3-100}@{any:3-253}:{digits:2-5}',
  ])('allows %s', (template) => {
    expect(() => compileTemplate(template, true)).not.toThrow()
  })
})
