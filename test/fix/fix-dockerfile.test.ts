import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixDockerfile } from '../../src/fix/fix-dockerfile.js'
import { createIsSecret } from '../../src/fix/is-secret.js'
import { createFindLiterals } from '../../src/fix/literals/find-literals.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'

const table = await readSignatureTable()
const [isSecret, findLiterals] = [createIsSecret(table), createFindLiterals(table)]
const password = ['Tr4ding', 'Pl4ces', '77'].join('-')

function fix(lines: readonly string[], { fromFiles = false, ignore = undefined as string | undefined } = {}) {
  const fixed = fixDockerfile(lines.join('\n'), ignore, { isSecret, findLiterals, fromFiles })
  const text = (changes: typeof fixed.ignore) => changes.flatMap((one) => one.new).join('')
  return { ...fixed, text: text(fixed.dockerfile).split('\n'), ignored: text(fixed.ignore) }
}

describe('variables', () => {
  it.each<[string, string[], string[]]>([
    ['an ARG of its own', ['ARG TOKEN', 'RUN a $TOKEN'], ['RUN --mount=type=secret,id=token,env=TOKEN a $TOKEN']],
    [
      'one of several, over several lines',
      ['ARG A=1 \\', '  # why', '  TOKEN="x y" B', 'RUN a \\', `  \${TOKEN:-}`],
      ['ARG A=1 B', 'RUN --mount=type=secret,id=token,env=TOKEN a \\', `  \${TOKEN:-}`],
    ],
    ['an old ENV', [`ENV DB_PASSWORD ${password}`, 'RUN true'], ['RUN true']],
    [
      'a second mount',
      ['ARG TOKEN', 'RUN --mount=type=cache,target=/c a $TOKEN'],
      ['RUN --mount=type=secret,id=token,env=TOKEN --mount=type=cache,target=/c a $TOKEN'],
    ],
    [
      'a heredoc',
      ['ARG TOKEN', 'RUN <<E', 'a $TOKEN', 'E'],
      ['RUN --mount=type=secret,id=token,env=TOKEN <<E', 'a $TOKEN', 'E'],
    ],
    ['one that is handed on', ['ARG TOKEN', 'ENV T=$TOKEN', 'RUN a $T'], ['RUN --mount=type=secret,id=t,env=T a $T']],
    [
      'other stages',
      ['ARG TOKEN', 'RUN a', 'FROM y', 'RUN b $TOKEN'],
      ['RUN --mount=type=secret,id=token,env=TOKEN a', 'FROM y', 'RUN b $TOKEN'],
    ],
  ])('mounts %s', (_, before, after) => {
    const { text, left } = fix(['FROM x', ...before])
    expect(text).toEqual(['FROM x', ...after])
    expect(left).toEqual([])
  })

  it.each([
    ['a label', ['ARG TOKEN', 'LABEL a=$TOKEN', 'RUN a $TOKEN'], 'line 3: LABEL uses TOKEN'],
    ['another variable', ['ARG TOKEN', 'ENV URL=http://$TOKEN@x', 'RUN a $TOKEN'], 'line 3: ENV uses TOKEN'],
    ['what it is handed on to', ['ARG TOKEN', 'ENV T=$TOKEN', 'COPY $T /'], 'line 4: COPY uses T,'],
  ])('leaves alone what %s needs', (_, lines, reason) => {
    const { text, left } = fix(['FROM x', ...lines])
    expect(text).toEqual(['FROM x', ...lines])
    expect(left.join('\n')).toContain(reason)
  })

  it.each([
    ['no secrets', ['ARG VERSION', 'ENV PATH=/bin TOKEN_FILE=/run/secrets/a', 'ENV DB_PASSWORD=', 'RUN a $VERSION']],
    ['nothing', []],
  ])('leaves alone %s', (_, lines) => {
    const { text, done, left } = fix(['FROM x', ...lines])
    expect(text).toEqual(['FROM x', ...lines])
    expect([done, left]).toEqual([[], []])
  })

  it('warns of a RUN that may write the secret down', () => {
    expect(fix(['FROM x', 'ARG TOKEN', 'RUN echo $TOKEN > .npmrc']).left[0]).toContain(
      'line 3: this RUN may write TOKEN',
    )
  })

  it('reads files where the builder knows no variables, if a shell can', () => {
    const lines = ['FROM x', 'ARG TOKEN', 'USER me', 'RUN --network=none \\', '  a $TOKEN']
    expect(fix(lines, { fromFiles: true }).text).toEqual([
      'FROM x',
      'USER me',
      'RUN --mount=type=secret,id=token,mode=0444 --network=none export TOKEN="$(cat /run/secrets/token)"; \\',
      '  a $TOKEN',
    ])
    expect(fix(['FROM x', 'ARG TOKEN', 'RUN \\', ' --network=none a \\', ' $TOKEN'], { fromFiles: true }).text).toEqual(
      [
        'FROM x',
        'RUN --mount=type=secret,id=token --network=none export TOKEN="$(cat /run/secrets/token)"; a  \\',
        ' $TOKEN',
        '',
      ],
    )
    for (const run of ['RUN <<E\na $TOKEN\nE', 'RUN ["a"]']) {
      const { text, left } = fix(['FROM x', 'ARG TOKEN', run], { fromFiles: true })
      expect(text.join('\n')).toBe(['FROM x', 'ARG TOKEN', run].join('\n'))
      expect(left[0]).toContain('line 3: RUN uses TOKEN, and is no plain command')
    }
  })
})

describe('copied files', () => {
  it('mounts them where they were copied to, for each RUN after it', () => {
    const { text, ignored, flags } = fix(
      [
        'FROM x',
        'WORKDIR /a',
        'WORKDIR b',
        'RUN 1',
        'COPY --link p.json conf/.npmrc ./',
        'RUN 2',
        'RUN rm .npmrc',
        'RUN 3',
      ],
      { ignore: 'dist' },
    )
    expect(text.slice(3)).toEqual([
      'RUN 1',
      'COPY --link p.json ./',
      'RUN --mount=type=secret,id=npmrc,target=/a/b/.npmrc 2',
      'RUN 3',
    ])
    expect(ignored).toBe('dist\nconf/.npmrc\n')
    expect(flags).toEqual(['--secret id=npmrc,src=conf/.npmrc'])
  })

  it.each([
    ['a target that may be a folder', ['COPY id_rsa /root/.ssh', 'RUN a'], 'where to is not plain'],
    ['an unknown folder', ['COPY .npmrc .', 'RUN a'], 'where to is not plain'],
    ['a variable', ['WORKDIR $HOME', 'COPY .npmrc .', 'RUN a'], 'where to is not plain'],
    ['a file for the run', ['COPY .env /app/.env', 'CMD a'], 'no RUN needs it'],
    [
      'a file that is changed',
      ['COPY id_rsa /root/.ssh/', 'RUN chmod 600 /root/.ssh/id_rsa && a'],
      'line 3 changes or removes it',
    ],
    ['the whole context', ['COPY . /app', 'RUN a'], 'the whole build context is copied'],
  ])('leaves alone %s, and says so', (_, lines, reason) => {
    const { text, left, ignored } = fix(['FROM x', ...lines])
    expect(text).toEqual(['FROM x', ...lines])
    expect(left.join('\n')).toContain(reason)
    expect(ignored).toBe('')
  })

  it('does not ignore what another COPY still needs', () => {
    const lines = ['FROM x', 'COPY .npmrc /a/', 'RUN a', 'FROM y', 'COPY .npmrc /b/']
    expect(fix(lines).ignored).toBe('')
  })

  it('leaves alone what comes from other stages, and what is no credential', () => {
    const lines = ['FROM x', 'COPY --from=a /root/.npmrc /root/', 'COPY a.npmrc.md /x/', 'RUN a']
    expect(fix(lines).text).toEqual(lines)
  })
})

it('changes nothing in any text but the lines of what it names, and never throws', () => {
  const word = fc.constantFrom(
    'FROM x',
    'ARG',
    'ENV',
    'RUN',
    'COPY',
    ' TOKEN',
    '=',
    '$TOKEN',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    '<<E',
    '[',
    '.npmrc',
    '/a/',
    '\r\n',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.boolean(), (words, fromFiles) => {
      const text = words.join('')
      const { dockerfile } = fixDockerfile(text, undefined, { isSecret, findLiterals, fromFiles })
      expect(dockerfile.map(({ old }) => old).join('')).toBe(text)
      const again = dockerfile.flatMap((one) => one.new).join('')
      const second = fixDockerfile(again, undefined, { isSecret, findLiterals, fromFiles })
      expect(second.dockerfile.flatMap((one) => one.new).join('')).toBe(again)
    }),
    { numRuns: 500 },
  )
})
