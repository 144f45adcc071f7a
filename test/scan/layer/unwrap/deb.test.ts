import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('deb')
const text = `A=1\nTOKEN=${secret}\n`

/** A member of an `ar` archive. */
function member(name: string, body: string, size = `${body.length}`): Buffer {
  const header = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${size.padEnd(10)}\`\n`
  return Buffer.from(`${header}${body}${body.length % 2 ? '\n' : ''}`, 'latin1')
}
const deb = (...members: Buffer[]) =>
  Buffer.concat([Buffer.from('!<arch>\n'), member('debian-binary', '2.0\n'), ...members])

describe('a Debian package', () => {
  it.runIf(has('dpkg-deb')).each(['gzip', 'zstd', 'xz', 'none'])('as dpkg-deb builds it: %s', (compression) => {
    const cwd = folder()
    mkdirSync(join(cwd, 'p/DEBIAN'), { recursive: true })
    mkdirSync(join(cwd, 'p/etc'))
    writeFileSync(
      join(cwd, 'p/DEBIAN/control'),
      'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: a\n',
    )
    writeFileSync(join(cwd, 'p/etc/app.env'), text)
    try {
      run(cwd, 'dpkg-deb', ['--root-owner-group', '-b', `-Z${compression}`, 'p', 'a.deb'])
    } catch (error) {
      // Debian's own dpkg learned zstd late.
      if (compression === 'zstd') return
      throw error
    }
    const bytes = readFileSync(join(cwd, 'a.deb'))
    const inner = {
      gzip: 'deb:data.tar.gz > gzip > ',
      zstd: 'deb:data.tar.zst > zstd > ',
      xz: 'deb:data.tar.xz > xz > ',
      none: 'deb:data.tar > ',
    }[compression]
    expect(placesOf(secret, bytes)).toEqual([`${inner}tar:etc/app.env > line 2`])
    expect(scanFile(bytes).gaps).toEqual([])
  })

  it('members of odd length, and none', () => {
    expect(placesOf(secret, deb(member('a', 'odd'), member('b', ''), member('c/', text)))).toEqual(['deb:c > line 2'])
  })

  it.each<[string, Buffer, string]>([
    ['that breaks off', deb(member('c', `${text}filler`)).subarray(0, -4), 'the package ends too early'],
    ['with a size that is none', deb(member('a', text, '-5'), member('b', text)), 'the package is malformed'],
  ])('%s is searched all the same', (_, bytes, reason) => {
    expect(placesOf(secret, bytes)).not.toEqual([])
    expect(scanFile(bytes).gaps).toEqual([{ kind: 'unopened', reason, via: [] }])
  })
})
