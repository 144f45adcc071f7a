import { describe, expect, it } from 'vitest'
import type { Detector } from '../../../src/detect/detector.js'
import { inspectHistory } from '../../../src/inspect/history/inspect.js'
import { maxNames } from '../../../src/inspect/history/learn.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

const detector: Detector = {
  inText: () => [],
  openStream: () => {
    throw new Error('not asked for')
  },
}
const secret = (seed: string) => `k${expandTemplate('{base62:16}', seed)}7`
const word = expandTemplate('{[a-z]:7}', 'weak')

function look(rows: (string | { created_by?: unknown; comment?: unknown; author?: unknown })[], config: unknown = {}) {
  const history = rows.map((row) => (typeof row === 'string' ? { created_by: row } : row))
  return inspectHistory({ history, config }, detector).map((one) => {
    const unit = /^history\[(\d+)\]\.(\w+)$/.exec(one.unit)!
    const text = String((history[Number(unit[1])] as Record<string, unknown>)[unit[2]!])
    expect(Number(unit[1])).toBe(one.row)
    return [one.row, one.exposure, one.key, Buffer.from(text).subarray(one.start, one.end).toString(), one.confidence]
  })
}

describe('inspectHistory', () => {
  const a = secret('a')
  const b = `${secret('b')} two=words`

  it('reads the rows of a current BuildKit', () => {
    expect(
      look([
        `ARG MY_SECRET=${word}`,
        `ARG API_TOKEN=${b}`,
        `RUN |2 MY_SECRET=${word} API_TOKEN=${b} /bin/sh -c echo "$MY_SECRET" # buildkit`,
      ]),
    ).toEqual([
      [0, 'build-arg', 'MY_SECRET', word, 'likely'],
      [1, 'build-arg', 'API_TOKEN', b, 'likely'],
      [2, 'build-arg', 'MY_SECRET', word, 'likely'],
      [2, 'build-arg', 'API_TOKEN', b, 'likely'],
    ])
  })

  it('reads the rows of an older BuildKit, which keeps the order of declaration and writes no values to ARG rows', () => {
    expect(
      look([
        'ARG Z_TOKEN',
        'ARG MODE',
        'ARG A_SECRET=dflt',
        `RUN |3 Z_TOKEN=${a} MODE= A_SECRET=${b} /bin/sh -c true # buildkit`,
      ]),
    ).toEqual([
      [2, 'build-arg', 'A_SECRET', 'dflt', 'likely'],
      [3, 'build-arg', 'Z_TOKEN', a, 'likely'],
      [3, 'build-arg', 'A_SECRET', b, 'likely'],
    ])
  })

  it('reads the rows of the classic builder, sorted and without empty arguments', () => {
    expect(
      look([
        '/bin/sh -c #(nop)  ARG Z_TOKEN',
        '/bin/sh -c #(nop)  ARG MODE',
        '/bin/sh -c #(nop)  ARG A_SECRET=dflt',
        `|2 A_SECRET=${b} Z_TOKEN=${a} /bin/sh -c true`,
      ]).slice(1),
    ).toEqual([
      [3, 'build-arg', 'A_SECRET', b, 'likely'],
      [3, 'build-arg', 'Z_TOKEN', a, 'likely'],
    ])
  })

  it.each([
    ['BuildKit', ['ARG MY_SECRET'], (v: string) => `RUN |1 MY_SECRET=${v} /bin/busybox true # buildkit`],
    ['the classic builder', ['/bin/sh -c #(nop)  ARG MY_SECRET'], (v: string) => `|1 MY_SECRET=${v} /bin/busybox true`],
  ])('ends the value before the program of an exec form of %s', (_, rows, run) => {
    expect(look([...rows, run(a)])).toEqual([[1, 'build-arg', 'MY_SECRET', a, 'likely']])
  })

  it('ends the value of an exec form by what another row tells of it', () => {
    expect(
      look([
        'ARG MY_SECRET',
        `RUN |1 MY_SECRET=${b} run now # buildkit`,
        `RUN |1 MY_SECRET=${b} /bin/sh -c true # buildkit`,
      ]),
    ).toEqual([
      [1, 'build-arg', 'MY_SECRET', b, 'likely'],
      [2, 'build-arg', 'MY_SECRET', b, 'likely'],
    ])
  })

  it('follows the shell in force', () => {
    const rows = [
      'ARG MY_SECRET',
      'SHELL [/bin/busybox sh -ec]',
      `RUN |1 MY_SECRET=${b} /bin/busybox sh -ec true # buildkit`,
    ]
    expect(look(rows)).toEqual([[2, 'build-arg', 'MY_SECRET', b, 'likely']])
    const classic = [
      '/bin/sh -c #(nop)  ARG MY_SECRET',
      '/bin/busybox sh -ec #(nop)  SHELL [/bin/busybox sh -ec]',
      '/bin/busybox sh -ec #(nop)  USER nobody',
      `|1 MY_SECRET=${b} /bin/busybox sh -ec true`,
    ]
    expect(look(classic)).toEqual([[3, 'build-arg', 'MY_SECRET', b, 'likely']])
  })

  it('keeps line breaks in values', () => {
    const value = `${a}\n${secret('line')}`
    expect(look(['ARG MY_SECRET', 'ARG X', `RUN |2 MY_SECRET=${value} X=1 /bin/sh -c true # buildkit`])).toEqual([
      [2, 'build-arg', 'MY_SECRET', value, 'likely'],
    ])
  })

  it('takes the longest reading as possible where several are', () => {
    const found = look([
      '/bin/sh -c #(nop)  ARG A_SECRET',
      '/bin/sh -c #(nop)  ARG MODE',
      `|2 A_SECRET=${a} MODE=x MODE=y /bin/sh -c true`,
    ])
    expect(found).toEqual([[2, 'build-arg', 'A_SECRET', `${a} MODE=x`, 'possible']])
  })

  it('lets a known value decide where several readings are possible', () => {
    const value = `${a} mode=z`
    const rows = [`ARG A_SECRET=${value}`, 'ARG mode=q', `RUN |2 A_SECRET=${value} mode=q /bin/sh -c true # buildkit`]
    expect(look(rows).at(-1)).toEqual([2, 'build-arg', 'A_SECRET', value, 'likely'])
  })

  it('keeps to the order of the row where a value looks like one more argument', () => {
    const rows = [
      `ARG A_SECRET=${a} WORDS`,
      'ARG B_TOKEN',
      `RUN |2 A_SECRET=${a} WORDS B_TOKEN=${b} /bin/sh -c true # buildkit`,
    ]
    expect(look(rows).slice(-2)).toEqual([
      [2, 'build-arg', 'A_SECRET', `${a} WORDS`, 'likely'],
      [2, 'build-arg', 'B_TOKEN', b, 'likely'],
    ])
  })

  it('says nothing about empty arguments and |0', () => {
    expect(
      look(['ARG THEPASSWORD=', 'RUN |1 THEPASSWORD= /bin/sh -c true # buildkit', '|0 /bin/sh -c true', 'ARG TOKEN']),
    ).toEqual([])
  })

  it('still finds a command behind arguments', () => {
    expect(look(['ARG MODE=x', `RUN |1 MODE=x /bin/sh -c curl -u deploy:${a} x # buildkit`])).toEqual([
      [1, 'history', '-u', a, 'likely'],
    ])
  })

  it('splits a row that no ARG row announces', () => {
    expect(look([`|2 API_TOKEN=${a} MODE=x y /bin/sh -c true`])).toEqual([[0, 'build-arg', 'API_TOKEN', a, 'likely']])
  })

  it('reads several arguments of one ARG', () => {
    expect(look([`ARG API_TOKEN=${a} MODE DB_PASSWORD=${word}`])).toEqual([
      [0, 'build-arg', 'API_TOKEN', a, 'likely'],
      [0, 'build-arg', 'DB_PASSWORD', word, 'likely'],
    ])
  })

  it('finds a variable that a later ENV took away', () => {
    const config = { Env: ['PATH=/bin', 'DB_PASSWORD=', 'MODE=a b'] }
    expect(look([`/bin/sh -c #(nop)  ENV DB_PASSWORD=${b} MODE=a b`, 'ENV DB_PASSWORD='], config)).toEqual([
      [0, 'history', 'DB_PASSWORD', b, 'likely'],
    ])
  })

  it('finds what commands, labels, health checks and authors say', () => {
    const health = `HEALTHCHECK {Test:[CMD-SHELL wget -q http://admin:${a}@localhost/health] Interval:0s Timeout:0s}`
    const older = `/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "curl -u \\"admin:${a}\\" x"] "5s" "0s" "0s" '\\x00'}`
    expect(
      look([
        `/bin/sh -c curl -u deploy:${a} x`,
        `LABEL org.acme.token=${a} org.acme.note=two words`,
        health,
        older,
        `CMD ["mysql" "-uroot" "-p${a}"]`,
        `MAINTAINER ops pw=${a}`,
        { created_by: 'true', comment: `export TOKEN=${a}`, author: `ops pw=${a}` },
        `RUN /bin/sh -c cat > ~/.netrc <<X\nmachine a login b password ${a}\nX # buildkit`,
        `ADD https://deploy:${a}@example.org/x /x # buildkit`,
      ]).map(([row, exposure, , text]) => [row, exposure, text]),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 6, 7, 8].map((row) => [row, 'history', a]))
  })

  it('is quick on a history of very many rows', () => {
    const rows = Array.from({ length: 20 * maxNames }, (_, i) => `ARG A${i}_TOKEN=${i}`)
    const begun = performance.now()
    expect(look([...rows, `ARG LAST_TOKEN=${a}`]).length).toBe(1)
    expect(performance.now() - begun).toBeLessThan(5000)
  })

  it('counts bytes, not characters', () => {
    expect(look([`ENV DB_PASSWORD=ü${a}`, `RUN /bin/sh -c echo ü && curl -u deploy:${a} x # buildkit`])).toEqual([
      [0, 'history', 'DB_PASSWORD', `ü${a}`, 'likely'],
      [1, 'history', '-u', a, 'likely'],
    ])
  })

  it('finds nothing but the throw-away key of secrets-bridge', () => {
    const config = Buffer.from(JSON.stringify({ url: 'https://x', key: a })).toString('base64')
    const inside: Detector = {
      ...detector,
      inText: () => [{ signature: 'x', secret: 'y', start: 30, end: 34, confidence: 'likely', reasons: [] }],
    }
    const history = [
      { created_by: `ARG BRIDGE_CONF=${config}` },
      { created_by: `RUN |1 BRIDGE_CONF=${config} /bin/sh -c true # buildkit` },
    ]
    expect(inspectHistory({ history }, inside).map((one) => [one.signature, one.exposure, one.severity])).toEqual([
      ['throw-away-client-key', 'build-arg', 'low'],
      ['throw-away-client-key', 'build-arg', 'low'],
    ])
  })

  it('gives what the detector finds the exposure of its place', () => {
    const seen: Detector = {
      ...detector,
      inText: (text) =>
        [...text.matchAll(/tok_\w+/g)].map((m) => ({
          signature: 's',
          secret: m[0],
          start: m.index,
          end: m.index + m[0].length,
          confidence: 'proven',
          reasons: [],
        })),
    }
    const history = [{ created_by: 'RUN |1 X=tok_a /bin/sh -c echo tok_b # buildkit' }, { created_by: 'ENV Y=tok_c' }]
    expect(inspectHistory({ history }, seen).map((one) => [one.exposure, one.key, one.secret])).toEqual([
      ['build-arg', 'X', 'tok_a'],
      ['history', undefined, 'tok_b'],
      ['history', 'Y', 'tok_c'],
    ])
  })

  it.each([
    undefined,
    null,
    3,
    'x',
    {},
    { history: 3 },
    { history: [null, 3, { created_by: 4 }] },
    { history: [{ created_by: {} }] },
  ])('takes %j as it comes', (config) => {
    expect(inspectHistory(config, detector)).toEqual([])
  })
})
