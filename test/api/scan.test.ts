import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { withDemoArchive } from '../../src/demo/with-demo-archive.js'
import { Failure, scan } from '../../src/index.js'

const alone = { concurrency: 1, env: {} }

afterEach(() => vi.restoreAllMocks())

describe('scan', () => {
  it('gives the findings one by one, worst first, and the whole report of the same scan', async () => {
    await withDemoArchive(async (path) => {
      const started = scan(path, alone)
      const titles: string[] = []
      for await (const { signature, secret } of started) {
        titles.push(signature.title)
        expect(secret.value).toBeUndefined()
      }
      const { report, problems } = await started.result()
      expect(titles).toEqual(report.findings.map(({ signature }) => signature.title))
      expect(titles.length).toBeGreaterThan(5)
      expect(report).toMatchObject({ schemaVersion: 1, coverage: { complete: true } })
      expect(problems).toEqual([])
    })
  })

  it('shows secrets only where it is asked to', async () => {
    await withDemoArchive(async (path) => {
      const { report } = await scan(path, { ...alone, showSecrets: true }).result()
      const values = report.findings.map(({ secret }) => secret.value ?? '')
      expect(values.every((value) => value.length > 3)).toBe(true)
      const masked = JSON.stringify((await scan(path, alone).result()).report)
      expect(values.filter((value) => value.length > 8 && masked.includes(value))).toEqual([])
    })
  })

  it('takes base images, and mirrors of registries', async () => {
    await withDemoArchive(async (path) => {
      const { report, problems } = await scan(path, { ...alone, bases: [path] }).result()
      expect(problems).toEqual([])
      const [image] = report.images
      expect(image?.base).toMatchObject({ by: 'image', isGuess: false, layers: image?.layers.length })
      expect(report.findings[0]?.remedy.summary).toContain('base image')
    })
    const mirrors = [{ prefix: 'registry.example', location: '127.0.0.1:9', insecure: true }]
    const missed = await scan('registry:registry.example/a:1', { ...alone, registry: { mirrors } }).result()
    expect(JSON.stringify(missed.problems)).toContain('127.0.0.1:9')
  })

  it('reads an archive from a stream', async () => {
    await withDemoArchive(async (path) => {
      const { report } = await scan(['-'], { ...alone, stdin: createReadStream(path) }).result()
      expect(report.findings.length).toBeGreaterThan(5)
    })
  })

  it('does nothing before it is asked to, writes nothing and listens to no signal', async () => {
    const writes = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
    const exit = vi.spyOn(process, 'exit')
    const listeners = () =>
      (['SIGINT', 'SIGTERM', 'uncaughtException'] as const).map((one) => process.listenerCount(one))
    const before = listeners()
    scan('./nothing-there.tar', alone)
    await withDemoArchive(async (path) => {
      await scan(path, { env: {} }).result()
    })
    expect(listeners()).toEqual(before)
    for (const spy of [...writes, exit]) expect(spy).not.toHaveBeenCalled()
  })

  it('gives what was found, and then throws, where the scan was not complete', async () => {
    await withDemoArchive(async (path) => {
      let found = 0
      const loop = async () => {
        for await (const _ of scan([path, './nothing-there.tar'], alone)) found++
      }
      await expect(loop()).rejects.toMatchObject({ problem: { code: 'archive-not-found' } })
      expect(found).toBeGreaterThan(5)
      const { report, problems } = await scan('./nothing-there.tar', alone).result()
      expect(problems).toMatchObject([{ code: 'archive-not-found' }])
      expect(report.coverage.complete).toBe(false)
    })
  })

  it.each<[string, string[]]>([
    ['nothing', []],
    ['an empty name', ['']],
    ['two streams', ['-', 'docker-archive:-']],
    ['a stream that is not given', ['-']],
  ])('rejects %s', async (_, references) => {
    const failed = scan(references, alone).result()
    await expect(failed).rejects.toBeInstanceOf(Failure)
    await expect(failed).rejects.toMatchObject({ problem: { code: 'usage' } })
  })

  it('ends with the reason of the signal, before and while it runs', async () => {
    const reason = new Error('enough')
    await expect(scan('x.tar', { ...alone, signal: AbortSignal.abort(reason) }).result()).rejects.toBe(reason)
    const controller = new AbortController()
    // A stream that never brings anything.
    const waiting = scan('-', { ...alone, stdin: new Readable({ read() {} }), signal: controller.signal }).result()
    setTimeout(() => controller.abort(reason), 50)
    await expect(waiting).rejects.toBe(reason)
  })
})
