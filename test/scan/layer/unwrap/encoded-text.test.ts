import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('encoded')
const text = `A=1\nTOKEN=${secret}\n`
const base64 = (plain: string | Buffer) => Buffer.from(plain).toString('base64')
const wrapped = (plain: string, width: number, lineBreak: string) =>
  base64(plain).replace(new RegExp(`(.{${width}})(?=.)`, 'g'), `$1${lineBreak}`)
const found = (around: string) => placesOf(secret, Buffer.from(around))
const long = `${'# the settings of the application\n'.repeat(10)}${text}`

describe('base64 in a text', () => {
  it.each<[string, string, string]>([
    ['alone', base64(text), 'base64 > line 1'],
    ['of the bare token', `x\nconfig: ${base64(secret)}\n`, 'base64 > line 2'],
    ['in JSON', `{\n"config": "${base64(text)}"}`, 'base64 > line 2'],
    ['in a shell command', `#!/bin/sh\necho ${base64(text)} | base64 -d > .env\n`, 'base64 > line 2'],
    ['as a data URI', `url("data:text/plain;base64,${base64(text)}")`, 'base64 > line 1'],
    ['of the URL alphabet', `?c=${Buffer.from(`${text}ÿ?>~~~ÿÿ`).toString('base64url')}&x`, 'base64 > line 1'],
    ['behind an escaped line break', `"a\\n${base64(text)}"`, 'base64 > line 1'],
    ['wrapped at 76', `data:\n${wrapped(long, 76, '\n')}\n`, 'base64 > line 2'],
    ['wrapped at 64, as Windows breaks lines', wrapped(long, 64, '\r\n'), 'base64 > line 1'],
    ['wrapped and indented', `data: |\n  ${wrapped(long, 76, '\n  ')}\nnext: line\n`, 'base64 > line 2'],
    ['wrapped inside JSON', `{"a": "${wrapped(long, 76, '\\n')}"}`, 'base64 > line 1'],
    ['wrapped inside JSON, as Windows breaks lines', `{"a": "${wrapped(long, 76, '\\r\\n')}"}`, 'base64 > line 1'],
    ['twice', base64(base64(text)), 'base64 > base64 > line 1'],
    ['three times, on a later line', `x\n\n${base64(base64(base64(text)))}`, 'base64 > base64 > base64 > line 3'],
    ['of a gzip', `x\ngz: ${base64(gzipSync(text))}`, 'base64 > gzip > line 2'],
    ['of a zip', base64(writeZip([{ name: 'a.env', data: text }])), 'base64 > zip:a.env > line 2'],
    [
      'of UTF-16, as PowerShell takes it',
      `-EncodedCommand ${base64(Buffer.from(text, 'utf16le'))}`,
      'base64 > utf-16le > line 2',
    ],
    ['in hex', `data = "${Buffer.from(text).toString('hex')}"`, 'hex > line 1'],
    [
      'in hex, as xxd -p wraps it',
      Buffer.from(text)
        .toString('hex')
        .replace(/(.{60})(?=.)/g, '$1\n'),
      'hex > line 1',
    ],
    ['in upper-case hex', Buffer.from(text).toString('hex').toUpperCase(), 'hex > line 1'],
  ])('%s', (_, around, place) => {
    expect(found(around)).toEqual([place])
  })

  it.runIf(has('base64'))('as base64 writes it', () => {
    const bytes = run(folder(), 'base64', [], long)
    expect(placesOf(secret, bytes)).toEqual(['base64 > line 1'])
  })

  it('tells the place where the encoded part begins', () => {
    const { candidates } = scanFile(Buffer.from(`users:\n- client-key-data:  ${base64(text)}\n`))
    expect(candidates.map(({ line, column, via }) => [line, column, via])).toEqual([[2, 21, ['base64']]])
  })

  it('inside an archive', () => {
    const bytes = writeZip([{ name: 'values.yaml', data: `a: 1\nb: ${base64(text)}\n` }])
    expect(placesOf(secret, bytes)).toEqual(['zip:values.yaml > base64 > line 2'])
  })

  it('is not told again where the text itself shows it', () => {
    expect(found(`TOKEN=${secret}\n${base64(text)}`)).toEqual(['line 1'])
  })

  it('too deep is a gap', () => {
    let nested = text
    for (let depth = 0; depth < 17; depth++) nested = base64(nested)
    expect(scanFile(Buffer.from(nested)).gaps.map(({ kind, via }) => [kind, via.length])).toEqual([['limit', 16]])
    expect(scanFile(Buffer.from(base64(text)), { limits: { depth: 0 } })).toEqual({ candidates: [], gaps: [] })
  })

  it('is found wherever it begins and ends', () => {
    const place = fc.record({
      before: fc.string({ maxLength: 70 }),
      after: fc.string({ maxLength: 40 }),
      separators: fc.tuple(fc.constantFrom(' ', '"', '=', ':', ',', '\n'), fc.constantFrom(' ', '"', '=', '&', '\n')),
      isHex: fc.boolean(),
    })
    fc.assert(
      fc.property(place, ({ before, after, separators: [left, right], isHex }) => {
        const encoded = isHex ? Buffer.from(text).toString('hex') : base64(text)
        const { candidates } = scanFile(Buffer.from(`${before}${left}${encoded}${right}${after}`))
        expect(candidates.map((one) => one.secret)).toContain(secret)
      }),
      { numRuns: 300 },
    )
  })
})
