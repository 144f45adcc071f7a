import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  certificateFolders,
  readAuthorities,
  trustFor,
  withUsualAuthorities,
} from '../../../../src/sources/registry/http/trust.js'

const pem = (name: string) => ['-----BEGIN', 'CERTIFICATE-----'].join(' ').concat(`\n${name}\n`)

describe('certificates that were laid down for a registry', () => {
  let base: string
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'jetsam-certs-'))
    await mkdir(join(base, 'one/r.example:5000'), { recursive: true })
    await mkdir(join(base, 'two/r.example:5000'), { recursive: true })
    const files = {
      'one/r.example:5000/ca.crt': 'ca',
      'one/r.example:5000/x.cert': 'cert',
      'one/r.example:5000/x.key': 'key',
    }
    const more = {
      'one/r.example:5000/alone.cert': 'no key',
      'two/r.example:5000/b.crt': 'b',
      'two/r.example:5000/note': 'n',
    }
    for (const [path, text] of Object.entries({ ...files, ...more })) await writeFile(join(base, path), text)
  })
  afterAll(() => rm(base, { recursive: true }))

  it('are read for that host and port alone', async () => {
    const folders = [join(base, 'one'), join(base, 'two'), join(base, 'absent')]
    expect(await trustFor('r.example:5000', folders)).toEqual({ ca: ['ca', 'b'], cert: 'cert', key: 'key' })
    expect(await trustFor('r.example', folders)).toEqual({ ca: [] })
    expect(await trustFor('..', [join(base, 'one/r.example:5000/x')])).toEqual({ ca: [] })
  })

  it('are looked for where Docker and Podman keep them', () => {
    expect(certificateFolders({}, '/home/me', 'linux')).toContain('/etc/docker/certs.d')
    expect(certificateFolders({}, '/home/me', 'linux')).toContain('/home/me/.config/containers/certs.d')
  })

  it('come on top of those that are trusted anyway', () => {
    expect(withUsualAuthorities([])).toBeUndefined()
    const all = withUsualAuthorities([pem('own')])!
    expect(all).toContain(pem('own'))
    expect(all.length).toBeGreaterThan(Math.min(tls.rootCertificates.length, 20))
  })

  it('of --registry-ca must be there, and be certificates', async () => {
    await writeFile(join(base, 'ca.pem'), pem('a'))
    expect(await readAuthorities([join(base, 'ca.pem')])).toEqual([pem('a')])
    for (const name of ['absent', 'two/r.example:5000/note'])
      await expect(readAuthorities([join(base, name)])).rejects.toThrow(/--registry-ca/)
  })
})
