import { afterEach, describe, expect, it } from 'vitest'
import { proxyFor } from '../../../../src/sources/registry/http/proxy.js'
import { configOf, layerTar, ociImage } from '../../build-archive.js'
import { contentOf, type FakeServer, startServer } from '../fake-registry.js'
import { readImage } from '../open.js'

describe('the proxy of a request', () => {
  const env = { HTTPS_PROXY: 'http://secure.proxy:1', http_proxy: 'plain.proxy:2' }
  const proxy = (url: string, more: Record<string, string> = {}) => proxyFor(new URL(url), { ...env, ...more })?.href

  it('goes by the scheme', () => {
    expect(proxy('https://r.example/')).toBe('http://secure.proxy:1/')
    expect(proxy('http://r.example/')).toBe('http://plain.proxy:2/')
    expect(proxyFor(new URL('https://r.example/'), {})).toBeUndefined()
    expect(proxyFor(new URL('https://r.example/'), { HTTPS_PROXY: 'http://[' })).toBeUndefined()
  })

  it.each(['https://localhost/', 'https://127.0.0.1:5000/', 'https://[::1]/', 'https://x.localhost/'])(
    'is none for this machine: %s',
    (url) => expect(proxy(url)).toBeUndefined(),
  )

  it.each([
    ['r.example', 'https://r.example/', true],
    ['example', 'https://r.example/', true],
    ['xample', 'https://r.example/', false],
    ['.example', 'https://r.example/', true],
    ['*.example', 'https://r.example/', true],
    ['.r.example', 'https://r.example/', false],
    ['a.example, r.example ,', 'https://R.example/', true],
    ['r.example:443', 'https://r.example/', true],
    ['r.example:5000', 'https://r.example/', false],
    ['*', 'https://r.example/', true],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
    ['10.1.2.3', 'https://10.1.2.3:5000/', true],
    ['fd00::/8', 'https://[fd00::1]/', true],
    ['', 'https://r.example/', false],
  ])('NO_PROXY=%s for %s: %s', (list, url, isExempt) => {
    expect(proxy(url, { NO_PROXY: list }) === undefined).toBe(isExempt)
    expect(proxy(url, { no_proxy: list }) === undefined).toBe(isExempt)
  })
})

describe('a registry behind a proxy', () => {
  let server: FakeServer | undefined
  afterEach(() => server?.stop())

  it('is asked through it', async () => {
    const layer = await layerTar('etc/a', 'a')
    const image = ociImage([layer], configOf([layer]))
    const content = contentOf(image.members, { latest: image.digest })
    const user = ['me', 'x'.repeat(9)].join(':')
    const seen: (string | undefined)[] = []
    server = await startServer([
      (asked, response) => {
        seen.push(asked.headers['proxy-authorization'])
        const target = URL.canParse(asked.path) ? new URL(asked.path) : undefined
        if (target?.host !== 'registry.example') return false
        return content({ ...asked, path: target.pathname }, response)
      },
    ])
    const env = { HTTP_PROXY: `http://${user}@${server.host}` }
    const { problems, images } = await readImage('registry.example/app', {
      env,
      registry: { insecure: ['registry.example'] },
    })
    expect(problems).toEqual([])
    expect(images).toMatchObject([{ id: image.id }])
    expect(new Set(seen)).toEqual(new Set([`Basic ${Buffer.from(user).toString('base64')}`]))
  })
})
