import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseShell } from '../../../../src/inspect/commands/shell/lexer.js'
import { joinWords, rangeOf } from '../../../../src/inspect/commands/shell/word.js'

const valuesOf = (text: string) => parseShell(text).commands.map((command) => command.words.map((word) => word.value))

describe('parseShell', () => {
  it.each([
    ['a b  c', [['a', 'b', 'c']]],
    ['a && b || c; d & e', [['a'], ['b'], ['c'], ['d'], ['e']]],
    [`a 'b c' "d e" f\\ g`, [['a', 'b c', 'd e', 'f g']]],
    [`a'b'"c"d`, [['abcd']]],
    [`echo "a \\"b\\" \\$c"`, [['echo', 'a "b" $c']]],
    [`echo $'a\\nb\\'c'`, [['echo', "a\nb'c"]]],
    ['a \\\n b', [['a', 'b']]],
    ['a # b c\nd', [['a'], ['d']]],
    ['a#b', [['a#b']]],
    [
      'X=$(cat "$F" | tr a b) run',
      [
        ['cat', '$F'],
        ['tr', 'a', 'b'],
        ['X=$(cat "$F" | tr a b)', 'run'],
      ],
    ],
    [
      'a `b c` d',
      [
        ['b', 'c'],
        ['a', '`b c`', 'd'],
      ],
    ],
    ['(a; b) | c', [['a'], ['b'], ['c']]],
    ["it's fine", [["it's", 'fine']]],
    ['say "never closed $(x', [['x'], ['say', '"never', 'closed', '$(x']]],
    [`\${A:-b c} d`, [[`\${A:-b c}`, 'd']]],
    ['a >b 2>&1 <c', [['a']]],
  ])('reads %j', (text, expected) => {
    expect(valuesOf(text)).toEqual(expected)
  })

  it('tells where each byte of a word stands', () => {
    const text = `curl -u "us\\"er":'p w'`
    const word = parseShell(text).commands[0]!.words[2]!
    expect(word.value).toBe('us"er:p w')
    const { start, end } = rangeOf(word, 6, 9)
    expect(text.slice(start, end)).toBe('p w')
    expect(text.slice(word.start, word.end)).toBe(`"us\\"er":'p w'`)
  })

  it('marks what the shell replaces, and only that', () => {
    const [word] = parseShell(`"a$B-\${C}-$(d)"`).commands.at(-1)!.words
    expect(word!.expansions.map(({ from, to }) => word!.value.slice(from, to))).toEqual(['$B', `\${C}`, '$(d)'])
    expect(parseShell(`'a$B'`).commands[0]!.words[0]!.expansions).toEqual([])
  })

  it('links a command to the one that reads its output', () => {
    const { commands } = parseShell('(echo a; echo b) | passwd root && echo c | tee f; echo d')
    expect(commands.map((command) => command.pipedInto?.words[0]?.value)).toEqual([
      'passwd',
      'passwd',
      undefined,
      'tee',
      undefined,
      undefined,
    ])
  })

  it('takes here-documents apart from the commands round them', () => {
    const text = `cat <<EOF >a\nline 'one\nEOF\nb <<-"X Y"\n\tc\n\tX Y\nd`
    const { commands } = parseShell(text)
    expect(commands.map((command) => command.words.map((word) => word.value))).toEqual([['cat'], ['b'], ['d']])
    expect(commands.flatMap((command) => command.heredocs).map(({ start, end }) => text.slice(start, end))).toEqual([
      "line 'one\n",
      '\tc\n',
    ])
    expect(commands[0]!.redirects[0]!.target.value).toBe('a')
  })

  it('reads a here-document that is never ended to the end', () => {
    const text = 'cat <<EOF\nabc'
    const [command] = parseShell(text).commands
    expect(text.slice(command!.heredocs[0]!.start, command!.heredocs[0]!.end)).toBe('abc')
  })

  it('keeps its books straight for any text', () => {
    const signs = fc.constantFrom(...`ab '"\\$(){}\`|&;<>#\n=EOF-`)
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 80 }), (text) => {
        for (const command of parseShell(text).commands) {
          for (const word of command.words) {
            expect(word.at.length).toBe(word.value.length)
            expect(word.start).toBeGreaterThanOrEqual(0)
            expect(word.end).toBeLessThanOrEqual(text.length)
          }
        }
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['"', "'", '$(', '`', '"$(', '(', '<<A\n', `\${`, "$'", '\\', '|', '"`'])(
    'is linear in many of %j',
    (piece) => {
      const begun = performance.now()
      parseShell(piece.repeat(60_000))
      expect(performance.now() - begun).toBeLessThan(3000)
    },
  )
})

describe('joinWords', () => {
  it('keeps places across the blanks', () => {
    const text = 'echo "a b"   c'
    const word = joinWords(parseShell(text).commands[0]!.words.slice(1))
    expect(word.value).toBe('a b c')
    const { start, end } = rangeOf(word, 4, 5)
    expect(text.slice(start, end)).toBe('c')
  })
})
