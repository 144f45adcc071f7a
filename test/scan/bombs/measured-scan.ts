import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../../../src/findings/finding.js'
import { tarHeader } from './tar-header.js'

export type MeasuredScan = {
  exitCode: number | null
  report: Report
  stderr: string
  /** The highest resident memory of the process, in MiB. */
  peak: number
  seconds: number
}

/** Loaded into the process that scans: tells its peak at its end, on a descriptor of its own. */
const hook = `import { readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => writeSync(3, /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]))`

/** Bytes of a file of a layer, or of a layer, in pieces that may be the same ones again and again. */
export type Pieces = Iterable<Uint8Array>

/** Scans, with the built program, an image of one layer. */
export function scanLayer(layer: Pieces, flags: string[] = []): MeasuredScan {
  const folder = mkdtempSync(join(tmpdir(), 'jetsam-bomb-'))
  try {
    const [image, peak] = [join(folder, 'image.tar'), join(folder, 'peak')]
    writeImage(image, layer)
    const descriptor = openSync(peak, 'w')
    const start = performance.now()
    const main = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, 'dist/main.js']
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...main, 'scan', '--no-cache', '--no-config', '-q', '--format', 'json', ...flags, `docker-archive:${image}`],
      { stdio: ['ignore', 'pipe', 'pipe', descriptor], encoding: 'utf8', maxBuffer: 2 ** 28 },
    )
    closeSync(descriptor)
    const seconds = (performance.now() - start) / 1000
    const [report, kilobytes] = [JSON.parse(stdout) as Report, Number(readFileSync(peak, 'utf8'))]
    return { exitCode: status, report, stderr, peak: kilobytes / 1024, seconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same of a layer that has one file. */
export function scanBomb(path: string, content: Pieces, flags: string[] = []): MeasuredScan {
  return scanLayer(layerOf(path, [...content]), flags)
}

function* layerOf(path: string, content: readonly Uint8Array[]): Pieces {
  const size = lengthOf(content)
  yield tarHeader(path, size)
  yield* content
  yield Buffer.alloc(((512 - (size % 512)) % 512) + 1024)
}

/** As `docker save` writes one; the diff id is made up, which is only told. */
function writeImage(path: string, pieces: Pieces): void {
  const layer = [...pieces]
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } })
  const manifest = JSON.stringify([{ Config: 'config.json', RepoTags: ['bomb:1'], Layers: ['layer.tar'] }])
  const file = openSync(path, 'w')
  const write = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  }
  for (const [name, content] of [
    ['manifest.json', [Buffer.from(manifest)]],
    ['config.json', [Buffer.from(config)]],
    ['layer.tar', layer],
  ] as const) {
    const size = lengthOf(content)
    write(tarHeader(name, size))
    for (const piece of content) write(piece)
    write(Buffer.alloc((512 - (size % 512)) % 512))
  }
  write(Buffer.alloc(1024))
  closeSync(file)
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0)
}
