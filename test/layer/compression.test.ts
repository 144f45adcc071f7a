import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxJournalBytes } from '../../src/layer/compression/recover.js'
import { maxWindowBytes } from '../../src/layer/compression/zstd/zstd.js'
import { hasNativeZstd } from '../../src/layer/compression/zstd/zstd-decoders.js'
import {
  createInflater,
  defaultInflateLimits,
  type InflateEnding,
  type InflaterOptions,
} from '../../src/layer/compression.js'

type Inflated = InflateEnding & { out: Buffer; unused: Buffer }

async function inflate(bytes: Uint8Array, chunk = 65_536, options: InflaterOptions = {}): Promise<Inflated> {
  const out: Uint8Array[] = []
  const unused: Uint8Array[] = []
  const keep = (list: Uint8Array[]) => (piece: Uint8Array) => void list.push(Uint8Array.from(piece))
  const inflater = createInflater(keep(out), { ...options, onUnused: keep(unused) })
  for (let at = 0; at < bytes.length; at += chunk) await inflater.write(bytes.subarray(at, at + chunk))
  const ending = await inflater.end()
  return { ...ending, out: Buffer.concat(out), unused: Buffer.concat(unused) }
}

/** Text that compresses threefold or so. */
function text(length: number): Buffer {
  let state = 7
  const words = Array.from({ length: Math.ceil(length / 6) }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 12).toString(36).padStart(5, '-').slice(0, 5)
  })
  return Buffer.from(words.join(' ')).subarray(0, length)
}

function zstd(input: Buffer, ...options: string[]): Buffer {
  return execFileSync('zstd', ['-q', '-c', ...options], { input, maxBuffer: 1 << 28 })
}

/** One frame of raw blocks: no compressor is needed to write it. */
function rawFrame(content: Buffer, windowDescriptor = 0x50): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, windowDescriptor])
  const block = Buffer.alloc(3)
  block.writeUIntLE((content.length << 3) | 1, 0, 3)
  return Buffer.concat([header, block, content])
}

function skippable(content: string): Buffer {
  const header = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])
  header.writeUInt32LE(content.length, 4)
  return Buffer.concat([header, Buffer.from(content)])
}

const small = text(10_000)
const large = text(3_000_000)
const zstdWays = hasNativeZstd ? [true, false] : [false]

describe('what is not compressed', () => {
  it.each([0, 1, 9, 10, 11, 1000])('%d bytes come out as they are', async (length) => {
    const bytes = text(1000).subarray(0, length)
    expect(await inflate(bytes, 3)).toMatchObject({
      compression: 'none',
      bytesIn: length,
      bytesOut: length,
      out: bytes,
    })
  })

  it.each(['BZh9 is a name', '\x1f\x8b', '\x1f\x8b\x08\xff', '(\xb5/'])(
    'nor hidden by a likeness: %j',
    async (start) => {
      const bytes = Buffer.from(start, 'latin1')
      expect(await inflate(bytes)).toMatchObject({ compression: 'none', out: bytes })
    },
  )

  it('goes out at once, without a promise', () => {
    const out: number[] = []
    const inflater = createInflater((bytes) => out.push(bytes.length))
    expect(inflater.write(Buffer.alloc(600))).toBeUndefined()
    expect(out).toEqual([600])
  })
})

describe('gzip', () => {
  it.each([1, 7, 65_536, 10_000_000])('in pieces of %d bytes', async (chunk) => {
    const content = chunk === 1 ? small : large
    const { out, ...ending } = await inflate(gzipSync(content), chunk)
    expect(out.equals(content)).toBe(true)
    expect(ending).toMatchObject({ compression: 'gzip', bytesOut: content.length })
    expect(ending.error ?? ending.trailing).toBeUndefined()
  })

  it('of many members, and of an empty one', async () => {
    const members = Array.from({ length: 300 }, (_, i) => gzipSync(`member ${i}\n`))
    const { out, error } = await inflate(Buffer.concat([...members, gzipSync('')]), 100)
    expect(out.toString().split('\n')).toHaveLength(301)
    expect(error).toBeUndefined()
  })

  it('that is cut off keeps what came', async () => {
    const bytes = gzipSync(large)
    const { out, error } = await inflate(bytes.subarray(0, bytes.length - 1000))
    expect(error?.code).toBe('truncated')
    expect(out.length).toBeGreaterThan(large.length - 10_000)
    expect(out.equals(large.subarray(0, out.length))).toBe(true)
  })

  it('that is cut off before any output', async () => {
    expect(await inflate(gzipSync(small).subarray(0, 12))).toMatchObject({
      compression: 'gzip',
      bytesOut: 0,
      error: { code: 'truncated' },
    })
  })

  it('whose checksum is wrong loses nothing', async () => {
    const bytes = gzipSync(small)
    bytes[bytes.length - 6]! ^= 0xff
    const { out, error } = await inflate(bytes)
    expect([error?.code, out.equals(small)]).toEqual(['corrupt', true])
  })

  it('that breaks in its middle loses nothing before the break, and hands out the rest', async () => {
    const bytes = gzipSync(large.subarray(0, 200_000), { level: 0 })
    const stored = bytes.readUInt16LE(11)
    bytes.fill(0xff, 10 + 5 + stored)
    const { out, error, unused } = await inflate(bytes)
    expect([error?.code, out.equals(large.subarray(0, stored))]).toEqual(['corrupt', true])
    expect(unused.subarray(-1000).every((byte) => byte === 0xff)).toBe(true)
  })

  it('that breaks beyond the journal loses no more than one piece of output', async () => {
    const noise = Buffer.from(
      Array.from({ length: maxJournalBytes + 1_000_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 13),
    )
    const bytes = gzipSync(noise, { level: 0 })
    bytes[bytes.length - 6]! ^= 0xff
    const { out, error } = await inflate(bytes)
    expect(error?.code).toBe('corrupt')
    expect(noise.length - out.length).toBeLessThanOrEqual(256 * 1024)
    expect(out.equals(noise.subarray(0, out.length))).toBe(true)
  })

  it('with garbage right after it loses nothing', async () => {
    const { out, error, unused } = await inflate(Buffer.concat([gzipSync(small), Buffer.from('garbage')]))
    expect([error?.code, out.equals(small)]).toEqual(['corrupt', true])
    expect(unused.toString('latin1')).toContain('garbage')
  })

  it('with zeros after it is whole; anything after them is told and handed out', async () => {
    const padded = Buffer.concat([gzipSync(small), Buffer.alloc(5000)])
    expect(await inflate(padded, 3000)).toMatchObject({ bytesOut: small.length })
    expect((await inflate(padded, 3000)).trailing).toBeUndefined()
    const { trailing, unused, error, out } = await inflate(Buffer.concat([padded, Buffer.from('hidden')]), 3000)
    expect([trailing, error, out.equals(small)]).toEqual([5006, undefined, true])
    expect(unused.toString('latin1')).toContain('hidden')
  })
})

describe.each(zstdWays)('zstd (native: %s)', (nativeZstd) => {
  const open = (bytes: Uint8Array, chunk?: number) => inflate(bytes, chunk, { nativeZstd })

  it.each([['-3'], ['-12'], ['--no-check'], ['--fast']])('written with %s', async (...options) => {
    for (const chunk of [999, 65_536, 10_000_000]) {
      const { out, error, trailing, compression } = await open(zstd(large, ...options), chunk)
      expect([out.equals(large), error, trailing, compression]).toEqual([true, undefined, undefined, 'zstd'])
    }
  })

  it('of nothing, of runs, of many frames and skippable ones, byte by byte', async () => {
    const frames = [
      zstd(Buffer.alloc(0)),
      zstd(Buffer.alloc(300_000)),
      skippable('skipped'),
      zstd(small),
      skippable(''),
      rawFrame(small),
    ]
    const { out, error, unused } = await open(Buffer.concat(frames), 1)
    expect(out.equals(Buffer.concat([Buffer.alloc(300_000), small, small]))).toBe(true)
    expect([error, unused.toString()]).toEqual([undefined, 'skipped'])
  })

  it('that is cut off keeps what came', async () => {
    const bytes = zstd(large)
    for (const less of [1, 3, 10_000]) {
      const { out, error } = await open(bytes.subarray(0, bytes.length - less))
      expect(error?.code).toBe('truncated')
      expect(out.length).toBeGreaterThan(large.length - 400_000)
      expect(out.equals(large.subarray(0, out.length))).toBe(true)
    }
  })

  it('that is broken keeps what came', async () => {
    const bytes = zstd(large)
    bytes.fill(0x77, bytes.length - 5000)
    const { out, error } = await open(bytes)
    // The fallback checks no checksums, so it may read on in what a broken block decodes to.
    if (nativeZstd) expect(error?.code).toBe('corrupt')
    expect(out.length).toBeGreaterThan(large.length - 400_000)
  })

  it('with garbage after it is whole, and the garbage handed out', async () => {
    for (const garbage of ['gar', 'garbage']) {
      const { out, error, trailing, unused } = await open(Buffer.concat([zstd(small), Buffer.from(garbage)]))
      expect([out.equals(small), error, trailing, unused.toString()]).toEqual([
        true,
        undefined,
        garbage.length,
        garbage,
      ])
    }
  })

  it('with a window beyond the limit gets no memory', async () => {
    const descriptor = (Math.log2(maxWindowBytes) - 10) << 3
    expect((await open(rawFrame(small, descriptor))).error).toBeUndefined()
    for (const larger of [descriptor + 1, 0xf8]) {
      const { error, unused } = await open(rawFrame(small, larger))
      expect([error?.code, unused.includes(small)]).toEqual(['limit', true])
    }
  })

  it('survives whatever a frame says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 120 }), async (noise, keep) => {
        const bytes = Buffer.concat([zstdSample.subarray(0, keep), noise])
        const { bytesIn } = await open(bytes)
        expect(bytesIn).toBe(bytes.length)
      }),
      { numRuns: 150 },
    )
  })
})

const zstdSample = zstd(text(300))

describe('limits', () => {
  it('leave a gigabyte alone, and any layer that compresses as layers do', () => {
    expect(defaultInflateLimits.ratioFromBytes).toBe(2 ** 30)
    expect(defaultInflateLimits.maxRatio).toBeGreaterThan(100)
    expect(defaultInflateLimits.maxOutputBytes).toBeGreaterThan(2 ** 39)
  })

  const bomb = gzipSync(Buffer.alloc(20_000_000))

  it('stop the output at a size', async () => {
    const { bytesOut, error } = await inflate(bomb, undefined, { maxOutputBytes: 1_000_000 })
    expect([bytesOut, error?.code]).toEqual([1_000_000, 'limit'])
  })

  it('stop a bomb by its ratio, and not before there is much output', async () => {
    const { bytesOut, error } = await inflate(bomb, 1000, { maxRatio: 100, ratioFromBytes: 1_000_000 })
    expect(error?.code).toBe('limit')
    expect(bytesOut).toBeLessThanOrEqual(bomb.length * 100)
    expect(bytesOut).toBeGreaterThanOrEqual(1_000_000)
    expect((await inflate(bomb, 1000, { maxRatio: 100 })).error).toBeUndefined()
  })
})

describe('the user of the output', () => {
  it.each([
    ['plain', small],
    ['gzip', gzipSync(small)],
  ])('may throw: %s', async (_, bytes) => {
    const inflater = createInflater(() => {
      throw new Error('enough')
    })
    await expect(
      (async () => {
        await inflater.write(bytes)
        await inflater.end()
      })(),
    ).rejects.toThrow('enough')
  })

  it('is asked to wait when much is queued, and gets all in order when it does not', async () => {
    const out: Buffer[] = []
    const inflater = createInflater((bytes) => out.push(Buffer.from(bytes)))
    const noise = Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 13))
    const bytes = gzipSync(noise)
    const waits: unknown[] = []
    for (let at = 0; at < bytes.length; at += 50_000) waits.push(inflater.write(bytes.subarray(at, at + 50_000)))
    expect(waits.some((wait) => wait instanceof Promise)).toBe(bytes.length > 1 << 20)
    await inflater.end()
    expect(Buffer.concat(out).equals(noise)).toBe(true)
  })
})

describe.each(['xz', 'bzip2'])('%s', (program) => {
  const pack = (input: Buffer, ...options: string[]) =>
    execFileSync(program, ['-c', ...options], { input, maxBuffer: 2 ** 28 })
  const packed = pack(large, '-1')

  it.each([1, 7, 65_536, 10_000_000])('in pieces of %d bytes', async (chunk) => {
    const [content, bytes] = chunk < 10 ? [small, pack(small)] : [large, packed]
    for (const inThread of [false, true]) {
      const { out, ...ending } = await inflate(bytes, chunk, { inThread })
      expect(out.equals(content)).toBe(true)
      expect(ending).toMatchObject({ compression: program, bytesIn: bytes.length, bytesOut: content.length })
      expect([ending.error, ending.trailing, ending.unused.length]).toEqual([undefined, undefined, 0])
    }
  })

  it('of many streams, and of empty ones', async () => {
    const streams = ['one\n', '', 'two\n', ''].map((line) => pack(Buffer.from(line)))
    const { out, error, trailing } = await inflate(Buffer.concat(streams), 10)
    expect([out.toString(), error, trailing]).toEqual(['one\ntwo\n', undefined, undefined])
  })

  it('that is cut off keeps what came', async () => {
    const { out, error } = await inflate(packed.subarray(0, packed.length - 1000))
    expect(error?.code).toBe('truncated')
    expect(out.length).toBeGreaterThan(large.length / 2)
    expect(out.equals(large.subarray(0, out.length))).toBe(true)
  })

  it('that is damaged tells it', async () => {
    const bytes = Buffer.from(packed)
    bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 100)
    const { out, error } = await inflate(bytes)
    expect(error?.code).toBe('corrupt')
    expect(out.length).toBeLessThanOrEqual(large.length)
  })

  it.each([1, 65_536])('hands out what follows it, in pieces of %d bytes', async (chunk) => {
    const bytes = Buffer.concat([pack(small), small.subarray(0, 999)])
    const { out, trailing, unused, error } = await inflate(bytes, chunk)
    expect([out.equals(small), trailing, error]).toEqual([true, 999, undefined])
    expect(unused.equals(small.subarray(0, 999))).toBe(true)
  })

  it('takes zeros behind it for none', async () => {
    const { trailing, error } = await inflate(Buffer.concat([pack(small), Buffer.alloc(511)]))
    expect([trailing, error]).toEqual([undefined, undefined])
  })

  it('ends at a limit, between any two pieces of output', async () => {
    const zeros = pack(Buffer.alloc(50_000_000))
    const { bytesOut, error } = await inflate(zeros, 65_536, { maxOutputBytes: 1_000_000 })
    expect([bytesOut, error?.code]).toEqual([1_000_000, 'limit'])
  })

  it('gives a turn to whoever collects its output', async () => {
    let [collected, most, whole] = [0, 0, 0]
    const onTurn = async () => {
      most = Math.max(most, collected)
      whole += collected
      collected = 0
    }
    const count = (bytes: Uint8Array) => {
      collected += bytes.length
    }
    const inflater = createInflater(count, { onTurn })
    await inflater.write(pack(Buffer.alloc(50_000_000)))
    await inflater.end()
    expect([whole + collected, most <= 2 ** 21]).toEqual([50_000_000, true])
  })

  it('passes on what its user throws', async () => {
    const inflater = createInflater(() => {
      throw new Error('enough')
    })
    const written = async () => {
      await inflater.write(packed)
      await inflater.end()
    }
    await expect(written()).rejects.toThrow('enough')
  })

  it('never throws on damage', async () => {
    const bytes = pack(small)
    const damaged = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(damaged, fc.integer({ min: 1, max: 5000 }), async (changes, chunk) => {
        const copy = Buffer.from(bytes)
        for (const [at, byte] of changes.filter(([at]) => at >= sniffed)) copy[at] = byte
        const { compression, out, error } = await inflate(copy, chunk)
        expect(compression).toBe(program)
        if (error === undefined) expect(out.equals(small)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

/** Bytes by which both are known. */
const sniffed = 10
