import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { altered, verdict } from '../verdict.js'

/** CRC-32/ISO-HDLC of `123456789` is cbf43926, its check value in the catalogue of parametrised CRC algorithms. */
const body = '123456789'

describe('checksums at the end of a token', () => {
  it.each([
    ['crc32-hex:0', `${body}cbf43926`],
    ['crc32-hex:0', `${body}CBF43926`],
    ['crc32-hex:5', `abcd_${body}cbf43926`],
    ['crc32-hex:5', `abcd_${body}_cbf43926`],
    ['crc32-hex-reversed:0', `${body}_2639f4cb`],
    ['crc32-base64:4', `cflt${body}Jjn0yw`],
    ['crc32-base36:0', 'glpat-abcdefgh.0u1166swb'],
    ['crc32:4', expandTemplate('ghp_{base62:30}{crc32:6}', 1)],
  ])('%s proves %s', (name, value) => {
    expect(verdict(name, value)).toEqual({ verdict: 'proven', reason: 'its checksum is right' })
    expect(verdict(name, altered(value, 6)).verdict).toBe('doubtful')
    expect(verdict(name, `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`).verdict).toBe('doubtful')
  })

  it('pads with zeros', () => {
    // Chosen for a small CRC32.
    expect(verdict('crc32-hex:0', 'token300e086412').verdict).toBe('proven')
  })

  it.each([
    ['crc32-hex:5', 'older-tokens-have-no-prefix-and-none'],
    ['crc32-hex:0', 'no-digits-at-the-end'],
    ['crc32-hex-reversed:0', `${body}2639f4cb`],
    ['crc32-base64:4', 'an-older-secret'],
    ['crc32-base36:0', 'glpat-of-the-older-form'],
  ])('%s says nothing of %s', (name, value) => expect(verdict(name, value)).toEqual({ verdict: 'neutral' }))
})
