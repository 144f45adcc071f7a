import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wheelReaders } from '../../../../src/layer/packages/wheel/readers.js'
import { told } from '../told.js'

const digest = (content: string) => createHash('sha256').update(content).digest()
const sum = (content: string) => `sha256=${digest(content).toString('base64url')}`
const hex = (content: string) => digest(content).toString('hex')

const folder = 'usr/lib/python3.11/site-packages/acme-1.0.dist-info'
const packages = 'usr/lib/python3.11/site-packages'
const known = ['know', folder, { kind: 'index', what: 'Python package' }]

describe('RECORD', () => {
  it('lists files by their place beside the package', () => {
    const text = [
      `acme/__init__.py,${sum('init')},12`,
      `"acme/a ""strange"", name.py",${sum('strange')},3\r`,
      `../../../../bin/acme,${sum('script')},200`,
      `/etc/acme.conf,${sum('absolute')},1`,
      `./acme/./b.py,${sum('dots')},`,
      `acme/no-size.py,${sum('no size')}`,
      'acme/__pycache__/__init__.cpython-311.pyc,,',
      'acme-1.0.dist-info/RECORD,,',
      `acme/other.py,sha512=${'a'.repeat(86)},1`,
      `acme/cut.py,${sum('cut').slice(0, -1)},1`,
      `../../../../../../etc/passwd,${sum('out')},1`,
      `,${sum('nothing')},1`,
    ].join('\n')
    expect(told(wheelReaders, `${folder}/RECORD`, text)).toEqual([
      known,
      ['own', folder, `${packages}/acme/__init__.py`, hex('init')],
      ['own', folder, `${packages}/acme/a "strange", name.py`, hex('strange')],
      ['own', folder, 'bin/acme', hex('script')],
      ['own', folder, 'etc/acme.conf', hex('absolute')],
      ['own', folder, `${packages}/acme/b.py`, hex('dots')],
      ['own', folder, `${packages}/acme/no-size.py`, hex('no size')],
    ])
  })

  it('stands in the root, too', () => {
    expect(told(wheelReaders, 'acme-1.0.dist-info/RECORD', `a.py,${sum('a')},1\n`)).toContainEqual([
      'own',
      'acme-1.0.dist-info',
      'a.py',
      hex('a'),
    ])
  })

  it('never throws, and takes its time to its length', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '"', ',', sum('x'), '/', '..', '\n', 'é')), (pieces) => {
        expect(told(wheelReaders, `${folder}/RECORD`, pieces.join(''))).toBeDefined()
      }),
    )
    const start = performance.now()
    told(wheelReaders, `${folder}/RECORD`, `${'a/../'.repeat(1_000_000)},${sum('x')},1\n${'"'.repeat(1_000_000)}`)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('direct_url.json', () => {
  const own = [['know', folder, undefined]]
  it.each([
    ['a folder', { url: 'file:///app', dir_info: {} }, own],
    ['a repository', { url: 'https://git.acme.example/x', vcs_info: { vcs: 'git' } }, own],
    ['a wheel', { url: 'file:///wheels/acme-1.0-py3-none-any.whl', archive_info: {} }, []],
    ['nothing', null, own],
  ])('tells of %s', (_, content, expected) => {
    expect(told(wheelReaders, `${folder}/direct_url.json`, JSON.stringify(content))).toEqual(expected)
  })

  it('may be no JSON', () => {
    expect(told(wheelReaders, `${folder}/direct_url.json`, '{')).toEqual(own)
  })
})
