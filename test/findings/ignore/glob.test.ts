import fc from 'fast-check'
import picomatch from 'picomatch'
import { describe, expect, it } from 'vitest'
import { compileGlob } from '../../../src/findings/ignore/glob/glob.js'

describe('compileGlob', () => {
  it.each([
    ['app/.env', ['app/.env', '/app/.env', './app/.env'], ['app/.env.production', 'srv/app/.env', 'APP/.env']],
    ['/app/.env', ['app/.env'], ['app/.en']],
    ['**/*.pem', ['a.pem', 'etc/ssl/.hidden/a.pem'], ['a.pem.txt', 'a.pem/b']],
    ['usr/share/**', ['usr/share/a', 'usr/share/doc/x/y'], ['usr/share', 'usr/shared', 'opt/usr/share/a']],
    [
      '**/test{,s}/**/key-[0-9]?.pem',
      ['test/key-1a.pem', 'a/tests/b/c/key-99.pem'],
      ['a/testing/key-11.pem', 'test/key-1.pem'],
    ],
    ['a/{b/c,d}/[!x-z]', ['a/b/c/e', 'a/d/-'], ['a/b/e', 'a/d/y', 'a/d/']],
    ['a\\*b/\\{c\\}', ['a*b/{c}'], ['aab/c']],
    ['*', ['a', '.a', 'ä'], ['a/b', '']],
    ['??', ['äö', '😀x'], ['😀']],
    ['{solo}', ['{solo}'], ['solo']],
  ])('%s', (glob, fitting, others) => {
    const fits = compileGlob(glob)
    expect(fitting.filter((path) => !fits(path))).toEqual([])
    expect(others.filter(fits)).toEqual([])
  })

  it.each([
    ['', 'must not be empty'],
    ['!a', 'must not begin with !'],
    ['a**', '** must stand alone'],
    ['@(a|b)', '@(…) is not supported'],
    ['a{b', 'has a { without its }'],
    ['a[b', 'has a [ without its ]'],
    ['[z-a]', 'runs backwards'],
    ['a\\', 'ends with a backslash'],
    ['{a,b}'.repeat(9), 'must not stand for more than 256 globs'],
    ['a'.repeat(1025), 'must not be longer than 1024'],
  ])('refuses %s', (glob, message) => {
    expect(() => compileGlob(glob)).toThrow(message)
  })

  it('understands what it understands as picomatch does', () => {
    const name = fc.stringMatching(/^(?:[ab_]{1,4}|\.[ab]{1,3})$/)
    const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'))
    const piece = fc.constantFrom('a', 'b', 'ab', '*', '?', '[ab]', '[!a]', '{a,bb}', '.', '_')
    const segment = fc.oneof(
      fc.constant('**'),
      fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
    )
    const glob = fc
      .array(segment, { minLength: 1, maxLength: 5 })
      .map((segments) => segments.join('/'))
      // Two stars beside each other are refused here; names of dots alone are no names.
      .filter((text) => !/[^/]\*\*|\*\*[^/]|(^|\/)\.+(\/|$)/.test(text))
    fc.assert(
      fc.property(glob, path, (text, subject) => {
        expect([text, subject, compileGlob(text)(subject)]).toEqual([
          ...[text, subject, picomatch.isMatch(subject, text, { dot: true, posix: true, strictSlashes: true })],
        ])
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['*a*a*a*a*b', 'a'.repeat(30_000)],
    ['**/*a*/**/*a*/**/b', 'aaaa/'.repeat(6_000)],
    ['**/{a,b}*{a,b}*{a,b}*c', 'ab'.repeat(15_000)],
  ])('takes no long time for %s on a path made against it', (glob, path) => {
    const start = performance.now()
    expect(compileGlob(glob)(path)).toBe(false)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
