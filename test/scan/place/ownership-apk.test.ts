import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { scanLayers } from './debian-image.js'

const key = expandTemplate('{pem:EC PRIVATE KEY}', 'apk')
const file = { path: 'usr/share/acme/test.pem', body: key }
const alpine = 'm:Natanael Copa <ncopa@alpinelinux.org>\n'

function installed(maintainer: string, content = key, path = 'lib/apk/db/installed') {
  const sum = createHash('sha1').update(content).digest('base64')
  return { path, body: `P:acme-doc\nV:1-r0\n${maintainer}F:usr/share/acme\nR:test.pem\na:0:0:644\nZ:Q1${sum}\n\n` }
}
const signedBy = (name: string) => ({ path: `etc/apk/keys/${name}.rsa.pub`, body: 'x' })

async function reasonOf(...layers: Parameters<typeof scanLayers>) {
  const { findings, suppressed, coverage } = await scanLayers(...layers)
  expect(coverage.gaps).toEqual([])
  return suppressed[0]?.reason ?? findings[0]?.severity
}

describe("a file of one of apk's packages", () => {
  it.each([
    ['Alpine', [file, installed(alpine)]],
    ['Alpine', [file, installed(alpine, key, 'usr/lib/apk/db/installed')]],
    ['Wolfi', [file, installed(''), signedBy('wolfi-signing')]],
    ['Chainguard', [file, installed(''), signedBy('wolfi-signing'), signedBy('chainguard-extras')]],
  ])('is public: %s', async (name, layer) => {
    expect(await reasonOf(layer)).toBe(`part of ${name}'s package acme-doc, unchanged`)
  })

  it.each([
    ["a company's", [file, installed('m:ACME <ops@acme.example>\n')]],
    ['changed', [file, installed(alpine, `${key}\n`)]],
    ['without a maintainer, and signed by who knows whom', [file, installed('')]],
    [
      'without a maintainer, and perhaps signed by a company',
      [file, installed(''), signedBy('wolfi-signing'), signedBy('acme')],
    ],
    ["a company's, on Wolfi", [file, installed('m:ACME <ops@acme.example>\n'), signedBy('wolfi-signing')]],
  ])('is not: %s', async (_, layer) => {
    expect(await reasonOf(layer)).toBe('critical')
  })

  it('is known by the keys of another layer', async () => {
    expect(await reasonOf([signedBy('wolfi-signing')], [file, installed('')])).toMatch(/^part of Wolfi's/)
    expect(await reasonOf([file, installed(''), signedBy('wolfi-signing')], [signedBy('acme')])).toBe('critical')
  })
})
