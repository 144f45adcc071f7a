import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { expectFinding } from '../harness/expect-findings.js'
import { fresh, templates } from '../harness/fresh.js'
import { archiveOf, type SavedImage, savedImage } from '../harness/saved-image.js'
import { jetsam, type Scanned, scan } from '../harness/scan.js'

/**
 * One line with the code, one with what to do, and nothing else: that is all that stderr holds under `--quiet`. `consequence`: a
 * second problem that may follow from the first.
 */
function expectProblem(stderr: string, code: RegExp, consequence?: RegExp): void {
  const lines = stderr.trimEnd().split('\n')
  const codes = consequence && lines.length > 2 ? [code, consequence] : [code]
  expect(lines, stderr).toHaveLength(2 * codes.length)
  for (const [index, expected] of codes.entries()) {
    expect(lines[2 * index]).toMatch(new RegExp(`^jetsam: ${expected.source}`))
    expect(lines[2 * index + 1], 'what to do').toMatch(/^ {2}\S+ \S+/)
  }
}

describeEngine('bad input', () => {
  const [early, late] = [fresh(templates.githubToken), fresh(templates.npmToken)]
  const variable = fresh(templates.gitlabToken)
  let saved: SavedImage
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-bad-'))
    const image = await buildImage({
      builder: 'classic',
      dockerfile: `FROM base\nENV GITLAB_TOKEN=${variable}\nCOPY early /early\nCOPY last /last`,
      files: { early: `${early}\n`, 'last/0': `${late}\n`, 'last/noise': randomBytes(3_000_000) },
    })
    saved = await savedImage(image)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** Scans these bytes as a file and over stdin; both must say the same. Gives the scan of the file. */
  async function scanBytes(bytes: Uint8Array, name: string): Promise<Scanned> {
    const path = join(folder, name)
    await writeFile(path, bytes)
    const [file, stdin] = [await scan([`docker-archive:${path}`]), await scan(['-'], { stdin: Readable.from([bytes]) })]
    const values = ({ report }: Scanned) => report.findings.map((f) => f.secret.value).sort()
    expect(stdin.code).toBe(file.code)
    expect(values(stdin)).toEqual(values(file))
    return file
  }

  /** An incomplete scan that still tells what it could read. */
  function expectPartial(scanned: Scanned, code: RegExp, found: string[], consequence?: RegExp): void {
    expect(scanned.code).toBe(2)
    expectProblem(scanned.stderr, code, consequence)
    expect(scanned.report.coverage.complete).toBe(false)
    expect(scanned.report.coverage.gaps.map((gap) => gap.kind)).toContain('unread')
    for (const value of found) expectFinding(scanned.report, { value })
  }

  async function expectNothing(args: string[], code: RegExp, options?: Parameters<typeof jetsam>[1]): Promise<void> {
    const ended = await jetsam(['scan', '--quiet', ...args], options)
    expect(ended.code).toBe(2)
    expectProblem(ended.stderr, code)
  }

  const members = () => [saved.config, saved.manifest, ...saved.layers]

  it('reads its own makings when they are whole', async () => {
    const scanned = await scanBytes(await archiveOf(members()), 'whole.tar')
    expect(scanned.code).toBe(1)
    for (const value of [early, late, variable]) expectFinding(scanned.report, { value })
  })

  describe('references', () => {
    it('an image that does not exist', async () => {
      await expectNothing(
        ['docker:jetsam-test-absent:none', '--pull', 'never'],
        /image-not-found: .*jetsam-test-absent:none/,
      )
    })

    it('no engine', async () => {
      await expectNothing(['docker:busybox'], /engine-unreachable: .*no-such\.sock/, {
        env: { DOCKER_HOST: `unix://${folder}/no-such.sock` },
      })
    })

    it('an archive that does not exist', async () => {
      await expectNothing([`docker-archive:${folder}/absent.tar`], /archive-not-found: .*absent\.tar/)
    })

    it('one that fails beside one that does not: the other is still reported', async () => {
      const path = join(folder, 'beside.tar')
      await writeFile(path, await archiveOf(members()))
      const { code, report, stderr } = await scan([path, `${folder}/absent.tar`])
      expect(code).toBe(2)
      expectProblem(stderr, /archive-not-found/)
      expectFinding(report, { value: early })
    })
  })

  describe('archives', () => {
    it('truncated in the last layer', async () => {
      const whole = await archiveOf(members())
      const scanned = await scanBytes(whole.subarray(0, whole.length - 1_000_000), 'truncated.tar')
      expectPartial(scanned, /archive-truncated/, [early, late, variable])
    })

    it('truncated and gzipped', async () => {
      const whole = gzipSync(await archiveOf(members()))
      const scanned = await scanBytes(whole.subarray(0, whole.length - 1_000_000), 'truncated.tar.gz')
      expectPartial(scanned, /archive-(truncated|corrupt)/, [early, late, variable])
    })

    it('truncated before its manifest: what the layers hold is still reported', async () => {
      const whole = await archiveOf([...saved.layers, saved.config, saved.manifest])
      const cut =
        saved.layers.reduce((sum, { bytes }) => sum + 512 + Math.ceil(bytes.length / 512) * 512, 0) - 1_000_000
      const scanned = await scanBytes(whole.subarray(0, cut), 'no-manifest.tar')
      expectPartial(scanned, /archive-(truncated|no-manifest)/, [early, late])
    })

    it('corrupt: a header in the middle is noise', async () => {
      const first = await archiveOf([saved.config, saved.manifest, saved.layers[0]!, saved.layers[1]!])
      const rest = await archiveOf([saved.layers[2]!])
      rest.set(randomBytes(512), 0)
      const scanned = await scanBytes(Buffer.concat([first.subarray(0, first.length - 1024), rest]), 'corrupt.tar')
      expectPartial(scanned, /archive-corrupt/, [early, variable], /layer-missing/)
    })

    it('a layer that the manifest names is missing', async () => {
      const [base, first] = saved.layers
      const bytes = await archiveOf([saved.config, saved.manifest, base!, first!])
      expectPartial(await scanBytes(bytes, 'missing.tar'), /layer-missing/, [early, variable])
    })

    it('a gzip layer has a broken tail', async () => {
      const [base, first, last] = saved.layers
      const zipped = gzipSync(last!.bytes)
      const broken = { path: last!.path, bytes: zipped.subarray(0, zipped.length - 100_000) }
      const bytes = await archiveOf([saved.config, saved.manifest, base!, first!, broken])
      expectPartial(await scanBytes(bytes, 'tail.tar'), /layer-corrupt/, [early, late, variable])
    })

    it('a gzip layer that is whole is read like any other', async () => {
      const layers = saved.layers.map(({ path, bytes }) => ({ path, bytes: gzipSync(bytes) }))
      const scanned = await scanBytes(await archiveOf([...layers, saved.config, saved.manifest]), 'gzip-layers.tar')
      expect(scanned.code).toBe(1)
      for (const value of [early, late, variable]) expectFinding(scanned.report, { value })
    })

    it.each([
      ['not a tar at all', () => Buffer.from('just a text, '.repeat(500)), /archive-not-tar/],
      ['noise', () => randomBytes(20_000), /archive-not-tar/],
      ['an empty file', () => Buffer.alloc(0), /archive-empty/],
      ['a gzip of nothing', () => gzipSync(''), /archive-empty/],
    ])('%s', async (name, bytes, code) => {
      const path = join(folder, `${name.replaceAll(' ', '-')}.tar`)
      await writeFile(path, bytes())
      await expectNothing([`docker-archive:${path}`], code)
      await expectNothing(['-'], code, { stdin: Readable.from([bytes()]) })
    })

    it('a tar that holds no image', async () => {
      const path = join(folder, 'other.tar')
      await writeFile(path, await archiveOf([{ path: 'README', bytes: Buffer.from('hello\n') }]))
      await expectNothing([`docker-archive:${path}`], /archive-no-manifest/)
    })
  })
})
