import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { folder, has, placesOf, run, scanFile, token } from '../../scan/layer/unwrap/scan-file.js'
import { writeZip } from '../zip/write-zip.js'
import { compiledPrograms } from './compiled-programs.js'

const secret = token('python')
const passwords = ['a', 'b', 'c'].map((seed) => expandTemplate('{base62:6}!{base62:7}', seed)) as [
  string,
  string,
  string,
]

function compiled(version: string): Buffer {
  const text = Buffer.from(compiledPrograms[version]!, 'base64').toString('latin1')
  const filled = text
    .replaceAll('~'.repeat(40), secret)
    .replaceAll('1'.repeat(14), passwords[0])
    .replaceAll('2'.repeat(14), passwords[1])
    .replaceAll('3'.repeat(14), passwords[2])
  return Buffer.from(filled, 'latin1')
}

const path = 'srv/app/__pycache__/conf.cpython-311.pyc'
const found = (bytes: Buffer) =>
  scanFile(bytes, { path }).candidates.map(({ key, secret: value, via }) => [key, value, via?.join(' > ')])

describe('compiled Python', () => {
  it.each(Object.keys(compiledPrograms))('%s: constants with the names that they are given to', (version) => {
    const all = found(compiled(version))
    expect(all).toContainEqual(['API_TOKEN', secret, 'pyc'])
    expect(all).toContainEqual(['DB_PASSWORD', passwords[0], 'pyc'])
    expect(all).toContainEqual(['password', passwords[2], 'pyc'])
    if (version !== '2.7') expect(all).toContainEqual(['password', passwords[1], 'pyc'])
    expect(scanFile(compiled(version), { path }).gaps).toEqual([])
  })

  it('of a version to come: its constants, without names', () => {
    const bytes = compiled('3.13')
    bytes.writeUInt16LE(3627, 0)
    expect(found(bytes)).toEqual([[undefined, secret, 'pyc']])
  })

  it.runIf(has('python3'))('as python3 compiles it: two and three deep, in a wheel and a tar', () => {
    const cwd = folder()
    writeFileSync(
      join(cwd, 'conf.py'),
      `"""The settings."""\nTOKEN = "${secret}"\nOTHER = {"a": ("b", b"${'c'.repeat(20)}")}\n`,
    )
    run(cwd, 'python3', ['-c', 'import py_compile; py_compile.compile("conf.py", cfile="conf.pyc", doraise=True)'])
    const bytes = readFileSync(join(cwd, 'conf.pyc'))
    const wheel = writeZip([{ name: 'app/conf.pyc', data: bytes }])
    expect(placesOf(secret, bytes)).toEqual(['pyc > line 1'])
    expect(placesOf(secret, wheel)).toEqual(['zip:app/conf.pyc > pyc > line 1'])
    expect(placesOf(secret, gzipSync(wheel))).toEqual(['gzip > zip:app/conf.pyc > pyc > line 1'])
  })

  it('a constant whose neighbours look like parts of it', () => {
    // A short text, its length a letter, with a reference behind it: `r` and a number.
    const constant = Buffer.concat([Buffer.from('z('), Buffer.from(secret), Buffer.from('r\0\0\0\0')])
    const bytes = compiled('3.11')
    const at = bytes.indexOf(secret) - 2
    const glued = Buffer.concat([bytes.subarray(0, at), constant.subarray(0, 42), bytes.subarray(at + 42)])
    expect(found(glued)).toContainEqual(['API_TOKEN', secret, 'pyc'])
  })

  it.each<[string, Buffer]>([
    ['that breaks off', compiled('3.12').subarray(0, 200)],
    [
      'of lists in lists',
      Buffer.concat([
        compiled('3.11').subarray(0, 16),
        Buffer.from('\xe3'.padEnd(21, '\0'), 'latin1'),
        Buffer.alloc(90_000, ')\x01', 'latin1'),
      ]),
    ],
    [
      'of a list that is larger than the file',
      Buffer.concat([
        compiled('3.11').subarray(0, 16),
        Buffer.from('\xe3'.padEnd(21, '\0'), 'latin1'),
        Buffer.from('(\xff\xff\xff\x7f', 'latin1'),
      ]),
    ],
  ])('%s is a gap', (_, bytes) => {
    expect(scanFile(bytes, { path }).gaps).toEqual([{ kind: 'unopened', reason: 'malformed', via: [] }])
  })

  it('damaged anywhere: never throws', () => {
    const bytes = fc.record({
      version: fc.constantFrom(...Object.keys(compiledPrograms)),
      at: fc.nat(2000),
      by: fc.uint8Array({ minLength: 1, maxLength: 6 }),
      isCut: fc.boolean(),
    })
    fc.assert(
      fc.property(bytes, ({ version, at, by, isCut }) => {
        const copy = compiled(version)
        const place = 4 + (at % (copy.length - 4))
        copy.set(by.subarray(0, copy.length - place), place)
        scanFile(isCut ? copy.subarray(0, place) : copy, { path })
      }),
      { numRuns: 400 },
    )
  })
})
