import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixDockerfile } from '../../../src/fix/fix-dockerfile.js'
import { createIsSecret } from '../../../src/fix/is-secret.js'
import { createFindLiterals } from '../../../src/fix/literals/find-literals.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'

const table = await readSignatureTable()
const options = { isSecret: createIsSecret(table), findLiterals: createFindLiterals(table) }
const token = expandTemplate('ghp_{base62:30}{crc32:6}', 'literals')
const password = expandTemplate('{[a-km-z]:4}{digits:2}{[A-HJ-NP-Z]:4}{digits:2}', 'literals')
const name = 'GITHUB_PERSONAL_ACCESS_TOKEN'
const mount = `--mount=type=secret,id=${name.toLowerCase()},env=${name},required=true`

function fix(lines: readonly string[], fromFiles = false) {
  const fixed = fixDockerfile(['FROM x', ...lines].join('\n'), undefined, { ...options, fromFiles })
  const text = fixed.dockerfile.flatMap((one) => one.new).join('')
  return { ...fixed, lines: text.split('\n').slice(1) }
}

describe('a secret in the text of a RUN', () => {
  it.each<[string, string, string]>([
    ['without quotes', `git -c x=${token} a`, `git -c x="\${${name}}" a`],
    ['in double quotes', `curl -H "X-Token: ${token}" u`, `curl -H "X-Token: \${${name}}" u`],
    ['in single quotes', `curl -H 'X-Token: ${token}' u`, `curl -H 'X-Token: '"\${${name}}"'' u`],
    ['in a substitution', `a "$(b '$x' ${token})"`, `a "$(b '$x' "\${${name}}")"`],
    ['behind escapes', `a \\" ${token} \\'`, `a \\" "\${${name}}" \\'`],
    ['in a command of its own', `sh -c 'a ${token}'`, `sh -c 'a '"\${${name}}"''`],
    ['behind a here-string', `a <<< x ${token}`, `a <<< x "\${${name}}"`],
    ['twice', `a ${token} && b ${token}`, `a "\${${name}}" && b "\${${name}}"`],
  ])('is mounted: %s', (_, before, after) => {
    const { lines, left, flags } = fix([`RUN ${before}`])
    expect(lines).toEqual([`RUN ${mount} ${after}`])
    expect(left).toEqual([])
    expect(flags).toEqual([`--secret id=${name.toLowerCase()},env=${name}`])
  })

  it('is told, and not mounted, behind a backslash', () => {
    const { lines, left } = fix([`RUN a \\${token}`])
    expect(lines).toEqual([`RUN a \\${token}`])
    expect(left).toHaveLength(1)
  })

  it('is mounted on the line where it stands, and all else stays', () => {
    const before = ['RUN --network=none a \\', '  # why: "', `  && b ${token} \\`, '', '  && c', 'CMD d']
    const { lines, done } = fix(before)
    expect(lines[0]).toBe(`RUN ${mount} --network=none a \\`)
    expect(lines[2]).toBe(`  && b "\${${name}}" \\`)
    expect([lines[1], ...lines.slice(3)]).toEqual([before[1], ...before.slice(3)])
    expect(done[0]).toContain('(line 4)')
  })

  it.each<[string, string[], string]>([
    ['the script', ['RUN <<E', `a ${token}`, 'E'], `a "\${${name}}"`],
    ['the quoted script', ["RUN <<'E'", `a ${token}`, 'E'], `a "\${${name}}"`],
    ['the input of a command', ['RUN <<-E cat', `\t"a" ${token}`, '\tE'], `\t"a" \${${name}}`],
    ['the input of a command in the script', ['RUN <<E', `b <<F`, `'${token}`, 'F', 'E'], 'b <<F'],
  ])('is mounted in a heredoc: %s', (_, before, after) => {
    const { lines, left } = fix(before)
    expect(left).toEqual([])
    expect(lines[0]).toBe(before[0]!.replace('RUN', `RUN ${mount}`))
    expect(lines[1]).toBe(after)
    expect(lines.join('\n')).not.toContain(token)
  })

  it('is read from a file where the builder knows no variables', () => {
    expect(fix([`RUN a ${token}`], true).lines).toEqual([
      `RUN --mount=type=secret,id=${name.toLowerCase()},required=true export ${name}="$(cat /run/secrets/${name.toLowerCase()})"; a "\${${name}}"`,
    ])
  })

  it('has the name of the variable in which it stands', () => {
    expect(fix([`RUN API_TOKEN=${token} a`]).lines).toEqual([
      `RUN --mount=type=secret,id=api_token,env=API_TOKEN,required=true API_TOKEN="\${API_TOKEN}" a`,
    ])
    const both = fix([`ENV GH=${token}`, `RUN a ${token}`]).lines
    expect(both).toEqual([`RUN --mount=type=secret,id=gh,env=GH,required=true a "\${GH}"`])
    expect(fix([`ENV GH=${token}`, `RUN a $GH ${token}`]).lines).toEqual([
      `RUN --mount=type=secret,id=gh,env=GH a $GH "\${GH}"`,
    ])
  })

  it('has a name that nothing else has', () => {
    const other = expandTemplate('ghp_{base62:30}{crc32:6}', 'another')
    const { lines } = fix([`ARG ${name}_2`, `RUN a ${token}`, `RUN b ${other}`, `RUN c ${token}`])
    expect(lines.map((line) => /"\$\{(\w+)\}"/.exec(line)?.[1])).toEqual([name, `${name}_3`, name])
    const twice = fix([`RUN API_TOKEN=${token} a; API_TOKEN=${other} b`]).lines[0]!
    expect(twice).toContain(`API_TOKEN="\${API_TOKEN_2}" a; API_TOKEN="\${API_TOKEN_3}" b`)
  })

  it.each<[string, string[], string, string]>([
    ['the exec form', [`RUN ["a", "--token=${token}"]`], 'line 2: RUN', 'exec form has no shell'],
    ['a quoted heredoc', ["RUN cat <<'E'", token, 'E'], 'line 3: RUN', 'no variable can simply'],
    ['a script of another language', ['RUN <<E', '#!/usr/bin/python3', `a = "${token}"`, 'E'], 'line 4', 'no variable'],
    ['a comment', [`RUN a # ${token}`], 'line 2: RUN', 'no variable can simply'],
    ['backticks', [`RUN a \`b ${token}\``], 'line 2: RUN', 'no variable can simply'],
    ['an ANSI string', [`RUN a $'x ${token}'`], 'line 2: RUN', 'no variable can simply'],
    ['another shell', ['SHELL ["pwsh", "-c"]', `RUN a ${token}`], 'line 3: RUN', 'its shell is not known'],
  ])('is told, with what to write, in %s', (_, before, where, why) => {
    const { lines, left, done } = fix(before)
    expect(lines).toEqual(before)
    expect(done).toEqual([])
    expect(left).toHaveLength(1)
    expect(left[0]).toContain(where)
    expect(left[0]).toContain(why)
    expect(left[0]).toContain('write RUN --mount=type=secret,id=')
    expect(left[0]).not.toContain(token)
  })

  it('is looked after where the RUN writes it into a file', () => {
    expect(fix([`RUN echo ${token} > /x`]).left[0]).toContain(`line 2: this RUN may write ${name} into a file`)
  })
})

describe('a secret in another instruction is told, with what to write', () => {
  it.each<[string, string]>([
    [`LABEL ci.token="${token}"`, 'leave it out'],
    [`LABEL db.password=${password}`, 'leave it out'],
    [`CMD ["a", "--token", "${token}"]`, 'docker run --env'],
    [`ENTRYPOINT ["a", "--db-password=${password}"]`, 'docker run --env'],
    [`HEALTHCHECK --interval=5s CMD wget http://h:${password}@127.0.0.1/`, 'docker run --env'],
    [`ONBUILD RUN a ${token}`, 'ONBUILD RUN --mount=type=secret'],
    [`ADD https://ci:${password}@example.org/a.tar.gz /a`, 'a download (curl, wget)'],
    [`ADD https://ci:${password}@example.org/a.git#main /a`, 'GIT_AUTH_TOKEN'],
    [`MAINTAINER ${token}`, 'leave it out'],
    [`WORKDIR /srv/${token}`, 'leave it out'],
    [`ENV ALL_PROXY=http://ci:${password}@proxy.example.org:1`, '~/.docker/config.json'],
  ])('%#: %s', (line, advice) => {
    const { lines, left, done } = fix([line])
    expect(lines).toEqual([line])
    expect(done).toEqual([])
    expect(left).toHaveLength(1)
    expect(left[0]).toMatch(/^line 2: /)
    expect(left[0]).toContain(advice)
    for (const value of [token, password]) expect(left[0]).not.toContain(value)
  })

  it('also in a heredoc that is copied', () => {
    const { left } = fix(['COPY <<E /app/.env', 'A=1', `DB_PASSWORD=${password}`, 'E'])
    expect(left).toEqual([expect.stringContaining('line 4: COPY holds a secret as text')])
  })
})

describe('a proxy', () => {
  const url = `http://ci:${password}@proxy.example.org:3128`
  it.each([
    ['a declaration', ['ARG HTTP_PROXY', 'RUN a'], ['RUN a']],
    ['a default', [`ARG https_proxy=${url} A=1`, 'RUN a'], ['ARG A=1', 'RUN a']],
    ['a variable of the environment', [`ENV A=1 http_proxy="${url}"`, 'RUN a'], ['ENV A=1', 'RUN a']],
  ])('with a password is no longer declared: %s', (_, before, after) => {
    const { lines, left, flags } = fix(before)
    expect(lines).toEqual(after)
    expect(left).toEqual([])
    expect(flags[0]).toMatch(/^--build-arg https?_proxy$/i)
  })

  it('that is handed on is told', () => {
    const before = ['ARG HTTP_PROXY', 'ENV http_proxy=$HTTP_PROXY', 'RUN a']
    const { lines, left } = fix(before)
    expect(lines).toEqual(before)
    expect(left[0]).toContain('line 3: ENV writes HTTP_PROXY into the image')
  })

  it('without a password stays', () => {
    const before = ['ENV HTTP_PROXY=http://proxy.example.org:3128', 'ARG NO_PROXY', 'RUN a']
    expect(fix(before)).toMatchObject({ lines: before, left: [], done: [] })
  })
})

describe('nothing is told of', () => {
  it.each([
    'RUN a --token "$TOKEN" -u "ci:$(cat /run/secrets/x)"',
    'RUN a https://example.org/x?y=z && echo "a:b" | sha256sum',
    'LABEL org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567',
    'CMD ["postgres", "-c", "password_encryption=scram-sha-256"]',
  ])('%s', (line) => {
    expect(fix([line])).toMatchObject({ lines: [line], left: [], done: [] })
  })
})

it('finds nothing more in what it rewrote, and never throws', () => {
  const parts = ['"', "'", '\\', '\n', ' ', '$(', ')', '`', '<<E', '\nE\n', token, 'RUN ', '#', "$'", 'X=', '\r\n', '[']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 25 }), fc.boolean(), (words, fromFiles) => {
      const once = fixDockerfile(`FROM x\nRUN a ${words.join('')}`, undefined, { ...options, fromFiles })
      const text = once.dockerfile.flatMap((one) => one.new).join('')
      const twice = fixDockerfile(text, undefined, { ...options, fromFiles })
      expect(twice.dockerfile.flatMap((one) => one.new).join('')).toBe(text)
      expect(`${once.left.join()}${once.done.join()}`).not.toContain(token)
    }),
    { numRuns: 500 },
  )
})
