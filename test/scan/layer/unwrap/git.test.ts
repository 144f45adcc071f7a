import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('git')
const text = `A=1\nTOKEN=${secret}\n`

/** A repository of several commits; the secret stands in one of a branch that is deleted in the end. */
function repository() {
  const cwd = folder()
  const git = (...args: string[]) =>
    run(cwd, 'git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main', ...args])
      .toString()
      .trim()
  const write = (name: string, body: string) => {
    writeFileSync(join(cwd, name), body)
    git('add', name)
  }
  git('init', '-q')
  const long = Array.from({ length: 400 }, (_, i) => `line ${i}\n`).join('')
  write('long.txt', long)
  git('commit', '-qm', 'first')
  git('checkout', '-qb', 'side')
  write('long.txt', `${long}${text}`)
  write('app.env', text)
  git('commit', '-qm', 'second')
  const commit = git('rev-parse', 'HEAD')
  git('checkout', '-q', 'main')
  return { cwd, git, commit, write }
}

function packOf(cwd: string): Buffer {
  const packs = join(cwd, '.git/objects/pack')
  const name = readdirSync(packs).find((one) => one.endsWith('.pack'))
  return readFileSync(join(packs, name!))
}

describe.runIf(has('git'))('a git repository', () => {
  it('a pack: deltas, the path and the commit of a blob', () => {
    const { cwd, git, commit } = repository()
    git('gc', '-q')
    expect(
      git(
        'verify-pack',
        '-v',
        ...readdirSync(join(cwd, '.git/objects/pack'))
          .filter((n) => n.endsWith('.idx'))
          .map((n) => join('.git/objects/pack', n)),
      ),
    ).toMatch(/chain length = 1/)
    const step = (path: string) => `git:${commit.slice(0, 12)}:${path}`
    expect(placesOf(secret, packOf(cwd))).toEqual([`${step('app.env')} > line 2`, `${step('long.txt')} > line 402`])
    const tar = tarOf([{ path: 'a.pack', body: packOf(cwd) }])
    expect(placesOf(secret, tar)).toContain(`tar:a.pack > ${step('app.env')} > line 2`)
    expect(placesOf(secret, gzipSync(tar))).toContain(`gzip > tar:a.pack > ${step('app.env')} > line 2`)
  })

  it('a branch that was deleted, while its objects are still packed', () => {
    const { cwd, git, commit } = repository()
    git('gc', '-q')
    git('branch', '-qD', 'side')
    expect(placesOf(secret, packOf(cwd))).toContain(`git:${commit.slice(0, 12)}:app.env > line 2`)
  })

  it('a file in a folder is read by its own format', () => {
    const { cwd, git, write } = repository()
    write('.netrc', 'machine example.org login a password correct-horse-7\n')
    git('commit', '-qm', 'third')
    git('gc', '-q')
    const netrc = scanFile(packOf(cwd)).candidates.find(({ signature }) => signature === 'netrc-password')
    expect(netrc?.via?.[0]).toMatch(/^git:[0-9a-f]{12}:\.netrc$/)
  })

  it('the message of a commit, and of a tag', () => {
    const { cwd, git, write } = repository()
    write('x', 'x')
    git('commit', '-qm', `use ${token('message')}`)
    git('tag', '-am', token('tag'), 'v1')
    git('gc', '-q')
    expect(placesOf(token('message'), packOf(cwd))).toEqual([
      `git:commit ${git('rev-parse', 'HEAD').slice(0, 12)} > line 6`,
    ])
    expect(placesOf(token('tag'), packOf(cwd))).toEqual([`git:tag ${git('rev-parse', 'v1').slice(0, 12)} > line 6`])
  })

  it('loose objects', () => {
    const { cwd, git, commit } = repository()
    const id = git('rev-parse', `${commit}:app.env`)
    const path = `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`
    const bytes = readFileSync(join(cwd, path))
    expect(placesOf(secret, bytes, { path: `srv/${path}` })).toEqual([`git:blob ${id.slice(0, 12)} > line 2`])
    expect(placesOf(secret, bytes, { path: 'srv/other' })).toEqual([])
  })

  it('damaged or cut anywhere: never throws', () => {
    const { cwd, git } = repository()
    git('gc', '-q')
    const whole = packOf(cwd)
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (at, bytes, cut) => {
          const copy = Buffer.from(whole)
          copy.set(bytes.subarray(0, copy.length - at), at)
          scanFile(cut ? whole.subarray(0, at) : copy)
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** A pack of entries that were packed before: their headers, and what is to be deflated. */
function packFile(entries: { head: number[]; data: Buffer }[]): Buffer {
  const header = Buffer.from([0x50, 0x41, 0x43, 0x4b, 0, 0, 0, 2, 0, 0, 0, 0])
  header.writeUInt32BE(entries.length, 8)
  return Buffer.concat([
    header,
    ...entries.flatMap(({ head, data }) => [Buffer.from(head), deflateSync(data)]),
    Buffer.alloc(20),
  ])
}

/** Type and size of an entry. */
function headOf(type: number, size: number): number[] {
  const head = [(type << 4) | (size & 15)]
  for (let rest = size >> 4; rest > 0; rest >>= 7) {
    head[head.length - 1]! |= 0x80
    head.push(rest & 0x7f)
  }
  return head
}

const blob = { head: headOf(3, text.length), data: Buffer.from(text) }
const blobId = createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex').slice(0, 12)

describe('a pack that is odd', () => {
  /** A delta that copies the whole base and adds a letter. */
  const delta = Buffer.from([text.length, text.length + 1, 0x90, text.length, 1, 0x78])

  it('deltas against an id, which may come later in the pack', () => {
    const id = createHash('sha1').update(`blob ${text.length}\0${text}`).digest()
    const byId = { head: [...headOf(7, delta.length), ...id], data: delta }
    const changed = createHash('sha1')
      .update(`blob ${text.length + 1}\0${text}x`)
      .digest('hex')
      .slice(0, 12)
    const places = [blobId, changed].map((one) => `git:blob ${one} > line 2`)
    expect(placesOf(secret, packFile([byId, blob]))).toEqual(places.sort())
    const alone = scanFile(packFile([byId]))
    expect(alone.gaps.map(({ reason }) => reason)).toEqual([
      'objects of the pack: 1 that are told as a change of one that is not there',
    ])
  })

  it('a chain of ten thousand deltas', () => {
    const entries = [blob]
    const first = packFile([blob]).length - 20 - 12
    let distance = first
    for (let n = 0; n < 10_000; n++) {
      const same = Buffer.from([text.length, text.length, 0x90, text.length])
      const entry = { head: [...headOf(6, same.length), distance], data: same }
      entries.push(entry)
      distance = entry.head.length + deflateSync(same).length
    }
    const { candidates, gaps } = scanFile(packFile(entries))
    expect(gaps).toEqual([])
    expect(candidates.length).toBe(10_001)
  })

  it('a delta of a delta of itself', () => {
    const own = { head: [...headOf(7, delta.length), ...Buffer.alloc(20, 7)], data: delta }
    expect(scanFile(packFile([own, blob])).candidates).toHaveLength(1)
  })

  it('objects that say to be larger than they are, or are huge', () => {
    const large = { head: headOf(3, 2 ** 27), data: Buffer.from('x') }
    expect(scanFile(packFile([large, blob])).candidates.map((one) => one.secret)).toEqual([secret])
    const tooLarge = [{ kind: 'limit', reason: 'objects of the pack: 1 of more than 33554432 bytes', via: [] }]
    expect(scanFile(packFile([large, blob])).gaps).toEqual(tooLarge)
    const huge = Buffer.from([text.length, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x90, text.length])
    const distance = packFile([blob]).length - 20 - 12
    const scanned = scanFile(packFile([blob, { head: [...headOf(6, huge.length), distance], data: huge }]))
    expect([scanned.candidates.length, scanned.gaps]).toEqual([1, tooLarge])
  })

  it('a count that is wrong', () => {
    const bytes = packFile([blob])
    bytes.writeUInt32BE(0xffffffff, 8)
    const { candidates, gaps } = scanFile(bytes)
    expect(candidates).toHaveLength(1)
    expect(gaps.map(({ reason }) => reason)).toEqual(['the pack is malformed behind its 1 first objects'])
  })
})
