import { describe, expect, it } from 'vitest'
import { parseImageName } from '../../../../src/image/image-name.js'
import { placesOf, type RegistryRule } from '../../../../src/sources/registry/mirrors/rules.js'

const rule = (prefix: string, more: Partial<RegistryRule> = {}): RegistryRule => {
  return { prefix, insecure: false, blocked: false, mirrors: [], ...more }
}
const mirror = (location: string, pulls: 'all' | 'digest-only' | 'tag-only' = 'all') => ({
  location,
  insecure: false,
  pulls,
})
const digest = `sha256:${'a'.repeat(64)}`

const places = (name: string, rules: RegistryRule[]) => {
  const found = placesOf(parseImageName(name)!, rules)
  return found === 'blocked'
    ? found
    : found.map(({ name: at, isMirror }) => `${isMirror ? 'mirror ' : ''}${at.registry}/${at.repository}`)
}

describe('where an image is asked for', () => {
  it.each<[string, string, RegistryRule[], string[] | 'blocked']>([
    ['no rule', 'alpine', [], ['docker.io/library/alpine']],
    [
      'a mirror',
      'alpine',
      [rule('docker.io', { mirrors: [mirror('m.example:5000')] })],
      ['mirror m.example:5000/library/alpine', 'docker.io/library/alpine'],
    ],
    [
      'a mirror with a path',
      'alpine',
      [rule('docker.io', { mirrors: [mirror('m.example/hub')] })],
      ['mirror m.example/hub/library/alpine', 'docker.io/library/alpine'],
    ],
    [
      'a prefix with a path',
      'ghcr.io/a/b/c',
      [rule('ghcr.io/a', { mirrors: [mirror('m.example/x')] })],
      ['mirror m.example/x/b/c', 'ghcr.io/a/b/c'],
    ],
    ['part of a name', 'ghcr.io/ab/c', [rule('ghcr.io/a', { mirrors: [mirror('m.example')] })], ['ghcr.io/ab/c']],
    [
      'the longest prefix',
      'ghcr.io/a/b',
      [rule('ghcr.io', { blocked: true }), rule('ghcr.io/a', { mirrors: [mirror('m.example')] })],
      ['mirror m.example/b', 'ghcr.io/a/b'],
    ],
    ['another location', 'old.example/a', [rule('old.example', { location: 'new.example/b' })], ['new.example/b/a']],
    [
      'a location for any host below',
      'x.old.example/a',
      [rule('*.old.example', { location: 'new.example' })],
      ['new.example/a'],
    ],
    ['a block', 'bad.example/a', [rule('bad.example', { blocked: true })], 'blocked'],
    [
      'a block of one prefix by two rules',
      'bad.example/a',
      [rule('bad.example', { mirrors: [mirror('m.example')] }), rule('bad.example', { blocked: true })],
      'blocked',
    ],
    [
      'mirrors for digests, of a tag',
      'a.example/a:1',
      [rule('a.example', { mirrors: [mirror('d.example', 'digest-only'), mirror('t.example', 'tag-only')] })],
      ['mirror t.example/a', 'a.example/a'],
    ],
    [
      'mirrors for digests, of a digest',
      `a.example/a@${digest}`,
      [rule('a.example', { mirrors: [mirror('d.example', 'digest-only'), mirror('t.example', 'tag-only')] })],
      ['mirror d.example/a', 'a.example/a'],
    ],
  ])('goes by %s', (_, name, rules, expected) => {
    expect(places(name, rules)).toEqual(expected)
  })

  it('leaves tag and digest as they are', () => {
    const [first] = placesOf(parseImageName(`a.example/a:1@${digest}`)!, [
      rule('a.example', { mirrors: [mirror('m.example')] }),
    ])
    expect(first).toMatchObject({ name: { tag: '1', digest } })
  })
})
