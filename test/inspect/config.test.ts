import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Detector } from '../../src/detect/detector.js'
import { inspectConfig } from '../../src/inspect/config.js'
import { expandTemplate } from '../../src/signatures/expand.js'

/** Finds `tok_…`, as a detector finds a token by its shape. */
const detector: Detector = {
  inText: (text) =>
    [...text.matchAll(/tok_[a-z0-9]+/gi)].map((match) => ({
      signature: 'token',
      secret: match[0],
      start: match.index,
      end: match.index + match[0].length,
      confidence: 'proven',
      reasons: [],
    })),
  openStream: () => {
    throw new Error('not asked for')
  },
}
const pw = `q${expandTemplate('{base62:13}', 'config')}7`
const token = `tok_${expandTemplate('{base36:12}', 'config')}`
const look = (config: unknown) =>
  inspectConfig(config, detector).map((one) => [one.exposure, one.key, one.secret, one.unit])

describe('inspectConfig', () => {
  it('tells variables by their names', () => {
    const Env = [
      'PATH=/bin',
      `DB_PASSWORD=${pw}`,
      `X=${token}`,
      `URL=postgres://a:${pw}@db/x`,
      'EMPTY',
      '=',
      `OPTS=-Xmx1g -Ddb.password=${pw}`,
    ]
    expect(look({ config: { Env } })).toEqual([
      ['env', 'DB_PASSWORD', pw, 'config.Env[1]'],
      ['env', 'X', token, 'config.Env[2]'],
      ['env', 'URL', pw, 'config.Env[3]'],
      ['env', 'OPTS', pw, 'config.Env[6]'],
    ])
  })

  it('tells each field by its exposure', () => {
    const config = {
      Labels: { 'org.acme.password': pw, note: `see https://a:${pw}@example.org/` },
      Cmd: ['mysql', '-uroot', `-p${pw}`],
      Entrypoint: ['/bin/sh', '-c', `curl -u a:${pw} x`],
      Healthcheck: { Test: ['CMD-SHELL', `curl -u a:${pw} x || exit 1`], Interval: 5 },
      OnBuild: [`ENV DB_PASSWORD=${pw}`, `RUN curl -u a:${pw} x`, `ENV DB_PASSWORD ${pw}`, `ARG TOKEN="${pw}"`],
      Shell: ['/bin/sh', '-c', `TOKEN=${pw} exec sh`],
      User: token,
      WorkingDir: `/srv/${token}`,
      Volumes: { [`/data/${token}`]: {} },
    }
    expect(look({ config, author: `ops pw=${pw}`, container_config: { Env: [`DB_PASSWORD=${pw}`] } })).toEqual([
      ['config', 'author', pw, 'author'],
      ['config', 'DB_PASSWORD', pw, 'container_config.Env[0]'],
      ['label', 'org.acme.password', pw, 'config.Labels["org.acme.password"]'],
      ['label', 'note', pw, 'config.Labels.note'],
      ['command', '-p', pw, 'config.Cmd[2]'],
      ['entrypoint', '-u', pw, 'config.Entrypoint[2]'],
      ['healthcheck', '-u', pw, 'config.Healthcheck.Test[1]'],
      ['onbuild', 'DB_PASSWORD', pw, 'config.OnBuild[0]'],
      ['onbuild', '-u', pw, 'config.OnBuild[1]'],
      ['onbuild', 'DB_PASSWORD', pw, 'config.OnBuild[2]'],
      ['onbuild', 'TOKEN', pw, 'config.OnBuild[3]'],
      ['config', 'TOKEN', pw, 'config.Shell[2]'],
      ['config', 'config.User', token, 'config.User'],
      ['config', 'config.WorkingDir', token, 'config.WorkingDir'],
      ['config', 'config.Volumes', token, 'config.Volumes~key[0]'],
    ])
  })

  it('finds a flag and its value in two arguments', () => {
    expect(look({ config: { Cmd: ['--user', 'a', '--password', pw], Entrypoint: ['app'] } })).toEqual([
      ['command', '--password', pw, 'config.Cmd[3]'],
    ])
  })

  it('opens what an older BuildKit says of its arguments', () => {
    const info = {
      frontend: 'dockerfile.v0',
      attrs: { 'build-arg:DB_PASSWORD': pw, 'build-arg:X': token, 'build-arg:MODE': 'x' },
    }
    const text = Buffer.from(JSON.stringify(info)).toString('base64')
    const found = inspectConfig({ 'moby.buildkit.buildinfo.v1': text }, detector)
    expect(found.map((one) => [one.exposure, one.key, one.secret, one.via, one.start, one.end])).toEqual([
      ['build-arg', 'DB_PASSWORD', pw, ['base64'], 0, text.length],
      ['build-arg', 'X', token, ['base64'], 0, text.length],
    ])
  })

  it('covers exactly the secret, in bytes', () => {
    const entry = `NOTE=ü ${token} DB=ü`
    const [found] = inspectConfig({ config: { Env: [entry] } }, detector)
    expect(Buffer.from(entry).subarray(found!.start, found!.end).toString()).toBe(token)
  })

  it('keeps a secret key out of the paths of what stands under it', () => {
    const [, inner] = inspectConfig({ vendor: { [`${token}${token}`]: { password: pw } } }, detector).slice(-2)
    expect(inner!.unit).toBe('vendor[0].password')
  })

  it('leaves out the history, which has an inspector of its own', () => {
    expect(look({ history: [{ created_by: `ENV DB_PASSWORD=${pw}` }] })).toEqual([])
  })

  it('says nothing about an ordinary image', () => {
    const config = {
      Env: [
        'PATH=/usr/bin',
        'GPG_KEY=ABCDEF0123456789ABCDEF0123456789ABCDEF01',
        'LANG=C.UTF-8',
        'POSTGRES_PASSWORD_FILE=/run/secrets/x',
      ],
      Cmd: ['nginx', '-g', 'daemon off;'],
      Entrypoint: ['/docker-entrypoint.sh'],
      ExposedPorts: { '80/tcp': {} },
      Labels: {
        maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>',
        'org.opencontainers.image.revision': 'a'.repeat(40),
      },
      StopSignal: 'SIGQUIT',
      Image: `sha256:${'ab'.repeat(32)}`,
    }
    expect(look({ config, created: '2024-01-01T00:00:00Z', docker_version: '20.10.23', os: 'linux' })).toEqual([])
  })

  it.each([
    undefined,
    null,
    3,
    'x',
    [],
    {},
    { config: 3 },
    { config: { Env: 7 } },
    { config: { Env: [3, null] } },
    { config: { Labels: [] } },
  ])('takes %j as it comes', (config) => {
    expect(look(config)).toEqual([])
  })

  it('takes any JSON, however deep', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        inspectConfig(value, detector)
        inspectConfig({ config: value }, detector)
      }),
    )
    let deep: unknown = token
    for (let i = 0; i < 5000; i++) deep = [deep]
    expect(look({ deep }).map(([exposure, , secret]) => [exposure, secret])).toEqual([['config', token]])
  })
})
