import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('rpm')
const text = `A=1\nTOKEN=${secret}\n`
const gapsOf = (bytes: Uint8Array) => scanFile(bytes).gaps.map(({ kind, reason }) => `${kind}: ${reason}`)

/** A package as rpmbuild makes it. `payload`: how it is compressed, in RPM's words. */
function rpm(payload: string, script = 'true'): Buffer {
  const cwd = folder()
  writeFileSync(join(cwd, 'app.env'), text)
  writeFileSync(
    join(cwd, 'a.spec'),
    `Name: a
Version: 1
Release: 1
Summary: a
License: a
BuildArch: noarch
%description
a
%install
install -D -m 600 ${join(cwd, 'app.env')} %{buildroot}/etc/app.env
echo other > %{buildroot}/etc/other
%post
${script}
%files
/etc/app.env
/etc/other
`,
  )
  mkdirSync(join(cwd, 'out'))
  const defined = { _topdir: cwd, _rpmdir: join(cwd, 'out'), _dbpath: join(cwd, 'db'), _binary_payload: payload }
  const defines = Object.entries(defined).flatMap(([name, value]) => ['-D', `${name} ${value}`])
  run(cwd, 'rpmbuild', ['-bb', '--quiet', ...defines, 'a.spec'])
  const [name] = readdirSync(join(cwd, 'out/noarch'))
  return readFileSync(join(cwd, 'out/noarch', name!))
}

describe.runIf(has('rpmbuild'))('an RPM package', () => {
  it.each([
    ['w9.gzdio', 'gzip > '],
    ['w9.bzdio', 'bzip2 > '],
    ['w6.xzdio', 'xz > '],
    ['w6.lzdio', 'lzma > '],
    ['w3.zstdio', 'zstd > '],
    ['w.ufdio', ''],
  ])('whose payload is compressed as %s', (payload, via) => {
    const bytes = rpm(payload)
    expect(placesOf(secret, bytes)).toEqual([`rpm:payload > ${via}cpio:etc/app.env > line 2`])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('inside of others', () => {
    const tar = tarOf([{ path: 'a.rpm', body: rpm('w6.xzdio') }])
    const inner = 'rpm:payload > xz > cpio:etc/app.env > line 2'
    expect(placesOf(secret, tar)).toEqual([`tar:a.rpm > ${inner}`])
    expect(placesOf(secret, gzipSync(tar))).toEqual([`gzip > tar:a.rpm > ${inner}`])
  })

  it('with a secret in a script, which is not compressed', () => {
    const other = token('rpm script')
    expect(scanFile(rpm('w6.xzdio', `export TOKEN=${other}`)).candidates.map((one) => one.secret)).toContain(other)
  })

  it('that is damaged or breaks off tells so', () => {
    const bytes = rpm('w9.gzdio')
    const payload = bytes.lastIndexOf(Buffer.from('1f8b08', 'hex'))
    const damaged = Buffer.from(bytes)
    damaged[96] = 0
    expect(gapsOf(damaged)).toEqual(['unopened: the package is malformed'])
    for (const length of [60, 100, 120, payload - 10]) {
      expect(gapsOf(bytes.subarray(0, length))).toEqual(['unopened: the package ends too early'])
    }
    expect(gapsOf(bytes.subarray(0, payload))).toEqual([])
    expect(gapsOf(bytes.subarray(0, -20))).toContain('unopened: the compressed data ends too early')
  })

  it('damaged or cut anywhere never throws; the same in pieces of any size', () => {
    const whole = [rpm('w9.gzdio'), rpm('w6.xzdio'), rpm('w9.bzdio')]
    const damage = fc.record({
      file: fc.nat(whole.length - 1),
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.boolean(),
    })
    fc.assert(
      fc.property(damage, ({ file, at, bytes, cut }) => {
        const copy = Buffer.from(whole[file]!)
        const offset = Math.floor(at * copy.length)
        if (!cut) copy.set(bytes.subarray(0, copy.length - offset), offset)
        scanFile(cut ? copy.subarray(0, offset) : copy)
        scanFile(cut ? copy.subarray(0, offset) : copy, { pieceLength: 700 })
      }),
      { numRuns: 200 },
    )
  })
})

it('a payload without headers of its own is told, and searched', () => {
  const bytes = Buffer.from(`07070X${'0'.repeat(8)}${text}`)
  expect(placesOf(secret, bytes)).toEqual(['line 2'])
  expect(gapsOf(bytes)).toEqual([
    'unopened: cpio of an RPM package with large files is not opened: its bytes were searched as they are',
  ])
})
