import { describe, expect, it } from 'vitest'
import { altered, verdict } from '../verdict.js'

describe('bech32', () => {
  // The test vectors of BIP 173.
  it.each([
    ['A1', '2UEL5L'],
    ['abcdef1', 'qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw'],
    ['split1', 'checkupstagehandshakeupstreamerranterredcaperred2y9e3w'],
  ])('proves %s…', (prefix, data) => expect(verdict('bech32', prefix + data).verdict).toBe('proven'))

  it.each([
    ['abcdef1', 'qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxv'],
    ['abcdef1', 'b'],
    ['1', 'qqqqqqq'],
  ])('doubts %s%s', (prefix, data) => expect(verdict('bech32', prefix + data).verdict).toBe('doubtful'))
})

describe('base58check', () => {
  // A key of 32 times the byte 1, in the form of a wallet, and the master key of BIP 32's first test vector.
  it.each([
    ['5HpneLQNKrcznVCQpzodYwAmZ4AoHeyjuRf9', 'iAHAa498rP5kuWb'],
    [
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4',
      'stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi',
    ],
  ])('proves %s…', (head, tail) => {
    expect(verdict('base58check', head + tail).verdict).toBe('proven')
    expect(verdict('base58check', altered(head + tail)).verdict).toBe('doubtful')
  })

  it.each(['', '0', '1', 'z'.repeat(200)])('doubts "%s"', (value) => {
    expect(verdict('base58check', value).verdict).toBe('doubtful')
  })
})

describe('stellar-seed', () => {
  // The seed of SEP 23 whose 32 bytes are the public key of the other example there.
  const seed = ['SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUS', 'SBLLZ5GNW7JXHDIYKXZWHOKR'].join('')
  it('proves the seed of the standard', () => {
    expect(verdict('stellar-seed', seed).verdict).toBe('proven')
    expect(verdict('stellar-seed', altered(seed).toUpperCase()).verdict).toBe('doubtful')
  })
  it.each([`G${seed.slice(1)}`, seed.slice(0, -1), `${seed.slice(0, -1)}1`])('doubts what is no seed', (value) => {
    expect(verdict('stellar-seed', value).verdict).toBe('doubtful')
  })
})
