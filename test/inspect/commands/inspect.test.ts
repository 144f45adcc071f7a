import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inspectCommand,
  inspectWords,
  maxCommandNesting,
  maxPieceBytes,
} from '../../../src/inspect/commands/inspect.js'
import { plainWord } from '../../../src/inspect/commands/shell/word.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { harmlessCommands } from './harmless-commands.js'
import { leakyCommands } from './leaky-commands.js'

describe('inspectCommand', () => {
  it.each(leakyCommands)('finds the secret in %s', (command, signature, secret) => {
    const found = inspectCommand(command)
    expect(found.map((one) => [one.signature, one.secret])).toEqual([[signature, secret]])
    if (!found[0]!.via) expect(command.slice(found[0]!.start, found[0]!.end)).toBe(secret)
  })

  it.each(harmlessCommands)('is silent on %s', (command) => {
    expect(inspectCommand(command)).toEqual([])
  })

  it('keeps its offsets behind other text', () => {
    const password = expandTemplate('{base62:14}', 'offset')
    const text = `apt-get update && echo "it's ok" && curl -u "deploy:${password}" x && true`
    const [found] = inspectCommand(text)
    expect(text.slice(found!.start, found!.end)).toBe(password)
  })

  it('reads text beyond one piece', () => {
    const password = expandTemplate('{base62:14}', 'far')
    const text = `${'echo nothing to see\n'.repeat(maxPieceBytes / 16)}curl -u deploy:${password} x`
    const found = inspectCommand(text)
    expect(found.map((one) => text.slice(one.start, one.end))).toEqual([password])
  })

  it('reads commands inside commands, to a depth', () => {
    const password = expandTemplate('{base62:14}', 'deep')
    const wrap = (text: string, times: number): string =>
      times === 0 ? text : wrap(`sh -c '${text.replaceAll("'", "'\\''")}'`, times - 1)
    const command = `curl -u deploy:${password} x`
    expect(inspectCommand(wrap(command, maxCommandNesting)).map((one) => one.secret)).toEqual([password])
    expect(inspectCommand(wrap(command, maxCommandNesting + 1))).toEqual([])
  })

  it('stays in bounds for any text', () => {
    const pieces = fc.constantFrom(
      'curl ',
      '-u ',
      'a:bcd12',
      ' ',
      '"',
      "'",
      '$(',
      ')',
      '`',
      '|',
      'chpasswd',
      'echo ',
      '\n',
      '<<E\n',
      'E\n',
      'password=',
      'x9y8z7',
      '://',
      '@',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        for (const one of inspectCommand(text)) {
          expect(one.start).toBeGreaterThanOrEqual(0)
          expect(one.end).toBeGreaterThan(one.start)
          expect(one.end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    '"',
    "'",
    '$(',
    '`',
    'a:',
    '://',
    'password=',
    'echo x | ',
    '"a" ',
    '\\n',
    ' -p',
    '=>',
    'authorization: ',
    '<password>x',
    'expect "password" ',
    'crypt("',
    '.auth("a", ',
    '\\1 x=',
    'abc123',
  ])('is quick on many of %j', (piece) => {
    const begun = performance.now()
    inspectCommand(piece.repeat(100_000 / piece.length))
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

describe('inspectWords', () => {
  it('joins a flag and its value across the arguments of an exec form', () => {
    const password = expandTemplate('{base62:14}', 'exec')
    const words = [plainWord('curl', 0), plainWord('-u', 10), plainWord(`deploy:${password}`, 20)]
    expect(inspectWords(words).map((one) => [one.secret, one.start])).toEqual([[password, 27]])
  })
})
