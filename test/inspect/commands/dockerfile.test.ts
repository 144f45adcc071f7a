import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectDockerfile } from '../../../src/inspect/commands/dockerfile.js'
import { flattenExec } from '../../../src/inspect/commands/exec-form.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

const pw = `q${expandTemplate('{base62:13}', 'dockerfile')}7`

describe('inspectDockerfile', () => {
  it.each([
    `ENV DB_PASSWORD=${pw}`,
    `ENV DB_PASSWORD ${pw}`,
    `ENV COMPOSER_AUTH={"http-basic":{"r.example.org":{"username":"ci","password":"${pw}"}}}`,
    `ENV SETTINGS={"db":{"password":"${pw}"}}`,
    `env DB_PASSWORD="${pw}" MODE=x`,
    `ENV MODE=x \\\n    DB_PASSWORD='${pw}'`,
    `ARG DB_PASSWORD=${pw}`,
    `LABEL com.acme.password=${pw}`,
    `RUN curl \\\n  -u a:${pw} \\\n  https://example.org`,
    `RUN --mount=type=cache,target=/x curl -u a:${pw} https://example.org`,
    `RUN <<EOF\ncurl -u a:${pw} https://example.org\nEOF\nUSER x`,
    `COPY <<EOF /x.env\nDB_PASSWORD=${pw}\nEOF`,
    `CMD ["mysql", "-uroot", "-p${pw}"]`,
    `HEALTHCHECK --interval=5s CMD curl -u a:${pw} https://example.org`,
    `ONBUILD ENV DB_PASSWORD=${pw}`,
    `# RUN echo 'root:${pw}' | chpasswd`,
    `FROM x\nWORKDIR /srv\n\nRUN true\nRUN DB_PASSWORD=${pw} make`,
  ])('finds the secret of %s', (text) => {
    const found = inspectDockerfile(text)
    expect(found.map((one) => [one.secret, text.slice(one.start, one.end)])).toEqual([[pw, pw]])
  })

  it('is silent on a Dockerfile that does it right', () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'FROM node:20-alpine AS build',
      'ARG NPM_TOKEN',
      'ENV NODE_ENV=production PATH=/app/bin:$PATH',
      'RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci',
      'RUN --mount=type=secret,id=t MY_SECRET=$(cat /run/secrets/t) && curl -u "user:$MY_SECRET" https://example.org',
      'HEALTHCHECK CMD wget -q http://localhost/health || exit 1',
      'USER node',
      'CMD ["node", "--max-old-space-size=4096", "server.js"]',
    ].join('\n')
    expect(inspectDockerfile(text)).toEqual([])
  })

  it('stays in bounds for any text', () => {
    const piece = fc.constantFrom(
      'ENV ',
      'RUN ',
      'COPY ',
      '<<E\n',
      'E\n',
      '\\\n',
      '\n',
      '#',
      'A_SECRET=',
      'x9y8z7w6',
      ' ',
      '["',
      '", "',
      '"]',
      'CMD ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        const text = parts.join('')
        for (const one of inspectDockerfile(text)) expect(one.end).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('flattenExec', () => {
  it.each([
    ['["/app", "--x=y"]', '"/app" "--x=y"'],
    ['["/app" "--x=y"]', '"/app" "--x=y"'],
    ['{Test:[CMD-SHELL wget x] Interval:0s Timeout:0s}', 'wget x'],
    ['&{["CMD-SHELL" "wget x"] "5s" "0s"}', '"wget x"'],
    ['echo [a]', 'echo [a]'],
  ])('reads %s', (text, expected) => {
    const flat = flattenExec(text)
    expect(flat.length).toBe(text.length)
    expect(flat.trim().replace(/ +/g, ' ')).toBe(expected)
  })
})
