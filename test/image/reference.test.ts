import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReference } from '../../src/image/reference.js'
import { Failure, problemOf } from '../../src/problem.js'

const hex = (length: number) => '0123456789abcdef'.repeat(4).slice(0, length)
const digest = `sha256:${hex(64)}`

describe('an image name', () => {
  it.each([
    ['alpine', 'docker.io', 'library/alpine', 'latest', undefined],
    ['alpine:3.20', 'docker.io', 'library/alpine', '3.20', undefined],
    ['owner/app', 'docker.io', 'owner/app', 'latest', undefined],
    ['docker.io/alpine', 'docker.io', 'library/alpine', 'latest', undefined],
    ['index.docker.io/owner/app', 'docker.io', 'owner/app', 'latest', undefined],
    ['ghcr.io/owner/app:v1', 'ghcr.io', 'owner/app', 'v1', undefined],
    ['localhost/app', 'localhost', 'app', 'latest', undefined],
    ['localhost:5000/app', 'localhost:5000', 'app', 'latest', undefined],
    ['host:5000/a/b/c:t', 'host:5000', 'a/b/c', 't', undefined],
    ['[::1]:5000/app', '[::1]:5000', 'app', 'latest', undefined],
    ['HOST/app', 'HOST', 'app', 'latest', undefined],
    ['my__app/x--y.z', 'docker.io', 'my__app/x--y.z', 'latest', undefined],
    [`alpine@${digest}`, 'docker.io', 'library/alpine', undefined, digest],
    [`ghcr.io/a/b:1@${digest}`, 'ghcr.io', 'a/b', '1', digest],
  ])('%s', (text, registry, repository, tag, digestOfName) => {
    const reference = parseReference(text)
    expect(reference).toEqual({
      kind: 'image',
      text,
      image: { text, registry, repository, ...(tag && { tag }), ...(digestOfName && { digest: digestOfName }) },
    })
  })

  it.each([
    [digest, digest],
    [hex(64), digest],
    ['sha256:01234567', 'sha256:01234567'],
  ])('may be an id: %s', (text, id) => {
    expect(parseReference(`docker:${text}`)).toMatchObject({ scheme: 'docker', image: { id } })
    expect(parseReference(text)).toMatchObject({ kind: 'image', image: { id } })
  })

  it('of few hex digits is a name, which an engine may take as an id', () => {
    expect(parseReference(hex(12))).toMatchObject({ image: { repository: `library/${hex(12)}` } })
  })
})

describe('a scheme', () => {
  it.each([
    ['docker:alpine:3.20', { kind: 'image', scheme: 'docker', image: { repository: 'library/alpine', tag: '3.20' } }],
    ['podman:alpine', { kind: 'image', scheme: 'podman' }],
    ['registry:localhost:5000/app', { kind: 'image', scheme: 'registry', image: { registry: 'localhost:5000' } }],
    ['docker:docker:dind', { kind: 'image', image: { repository: 'library/docker', tag: 'dind' } }],
    ['docker-archive:image.tar', { kind: 'archive', scheme: 'docker-archive', path: 'image.tar' }],
    ['docker-archive:C:/x y:z', { kind: 'archive', path: 'C:/x y:z' }],
    ['oci-archive:./image', { kind: 'archive', scheme: 'oci-archive', path: './image' }],
    ['oci-dir:layout', { kind: 'folder', scheme: 'oci-dir', path: 'layout' }],
    ['oci-dir:layout:1.0', { kind: 'folder', path: 'layout', choice: { tag: '1.0' } }],
    [`oci-dir:a:b@${digest}`, { kind: 'folder', path: 'a:b', choice: { digest } }],
    ['oci-dir:a:b/', { kind: 'folder', path: 'a:b/' }],
    ['oci-dir:C:\\x', { kind: 'folder', path: 'C:\\x' }],
    ['oci-archive:image.tar:latest', { kind: 'archive', path: 'image.tar', choice: { tag: 'latest' } }],
    ['oci-archive:a:v1.tar', { kind: 'archive', path: 'a:v1.tar' }],
    ['oci-archive:-:1', { kind: 'stdin', scheme: 'oci-archive', choice: { tag: '1' } }],
    ['docker-archive:-', { kind: 'stdin', scheme: 'docker-archive' }],
    ['-', { kind: 'stdin' }],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toMatchObject({ text, ...expected })
  })

  it.each(['docker:dind', 'registry:2'])('that is an image too is told: %s', (text) => {
    expect(parseReference(text)).toMatchObject({ hint: expect.stringContaining(`docker:${text}`) })
    expect(parseReference('docker:alpine:3')).not.toHaveProperty('hint')
  })
})

it('without a tag means all that is there', () => {
  for (const text of ['oci-dir:layout', 'oci-dir:a:b/', 'oci-archive:a:v1.tar', 'docker-archive:C:/x y:z'])
    expect(parseReference(text)).not.toHaveProperty('choice')
})

describe('a path', () => {
  it.each(['./image', '../image', '/tmp/image', './docker:x', 'image.tar', 'a/b.tar.gz', 'x.tgz', 'v1:x.tar'])(
    '%s',
    (path) => {
      expect(parseReference(path)).toEqual({ kind: 'archive', text: path, path })
    },
  )
})

describe('nonsense', () => {
  it.each([
    ['', /empty/],
    ['  ', /empty/],
    ['a\0b', /NUL/],
    ['docker:', /not an image name/],
    ['docker-archive:', /without a path/],
    ['oci-dir:', /without a path/],
    ['Alpine', /not an image name/],
    ['alpine:', /not an image name/],
    ['alpine@sha256:12', /not an image name/],
    ['a//b', /not an image name/],
    ['a...b', /not an image name/],
    ['-x', /not an image name/],
    ['a b', /not an image name/],
    ['host:99999999/app', /not an image name/],
    ['foo:./layout', /unknown scheme foo:/],
    ['foo:/layout', /unknown scheme foo:/],
    ['docker-daemon:alpine', /unknown scheme docker-daemon:/],
    ['oci:layout', /unknown scheme oci:/],
    ['https://host/app', /unknown scheme https:/],
  ])('%j', (text, message) => {
    const failing = () => parseReference(text)
    expect(failing).toThrow(message)
    expect(problemOf(thrownBy(failing))).toMatchObject({ code: 'usage', hint: expect.any(String) })
  })

  it('is shown on one line, cut, and without what may be a password', () => {
    const words = ['ci', 'hunter', '2']
    const error = problemOf(thrownBy(() => parseReference(`registry:${words[0]}:${words.slice(1).join('')}@host/app`)))
    expect(error.message).not.toContain('hunter')
    const long = problemOf(thrownBy(() => parseReference(`A\n${'b'.repeat(5000)}`)))
    expect([long.message.length < 300, long.message.includes('\n')]).toEqual([true, false])
  })

  it('never throws anything but a usage failure, and takes its time in no case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        try {
          expect(parseReference(text).text).toBe(text)
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          expect(problemOf(error).code).toBe('usage')
        }
      }),
    )
    const started = performance.now()
    for (const piece of ['a', '-', 'a-', 'a:', '@', 'a/'])
      expect(() => parseReference(`${piece.repeat(50_000)}!`)).toThrow(Failure)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
