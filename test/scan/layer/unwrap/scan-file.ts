import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { createFileScanner, type FileScanner, type ScannedFile } from '../../../../src/scan/layer/file-scanner.js'
import { createTools } from '../../../../src/scan/tools.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../../src/signatures/read-table.js'
import { defaultUnwrapLimits, type UnwrapLimits } from '../../../../src/unwrap/limits.js'

const tools = createTools(readSignatureTable(), { key: Buffer.alloc(32, 7), showSecrets: true })

type How = { path?: string; limits?: Partial<UnwrapLimits>; pieceLength?: number }

/** Scans one file of a layer: at once, or in pieces. */
export function scanFile(bytes: Uint8Array, { path = 'srv/file', limits, pieceLength }: How = {}): ScannedFile {
  const scanner = createFileScanner(tools, { ...defaultUnwrapLimits, ...limits })
  scanner.start(path, bytes.length)
  if (pieceLength === undefined) scanner.push(bytes)
  else pushPieces(scanner, bytes, pieceLength)
  return scanner.end()
}

/** Each piece is gone when the next one comes, as where a file is read into one buffer. */
function pushPieces(scanner: Pick<FileScanner, 'push'>, bytes: Uint8Array, length: number): void {
  const buffer = Buffer.alloc(length)
  for (let at = 0; at < bytes.length; at += length) {
    const piece = bytes.subarray(at, at + length)
    buffer.set(piece)
    scanner.push(buffer.subarray(0, piece.length))
    buffer.fill(0xff)
  }
}

/** The wrappings round each place of the secret, each as one text; in pieces of any size it must be the same. */
export function placesOf(secret: string, bytes: Uint8Array, how: How = {}): string[] {
  const places = (pieceLength?: number, limits?: Partial<UnwrapLimits>) =>
    scanFile(bytes, { ...how, ...(pieceLength && { pieceLength }), limits: { ...limits, ...how.limits } })
      .candidates.filter((one) => one.secret === secret)
      .map(({ via = [], line }) => [...via, `line ${line}`].join(' > '))
      .sort()
  const whole = places()
  // What is read in any order is read the same from a temporary file.
  const spooled = places(undefined, { heldBytes: 0 })
  expect(spooled).toEqual(whole)
  for (const pieceLength of bytes.length < 100_000 ? [7, 511, 4096] : [65_536]) {
    const cut = places(pieceLength)
    if (JSON.stringify(cut) !== JSON.stringify(whole)) {
      throw new Error(`in pieces of ${pieceLength}: ${cut.join(', ')}; at once: ${whole.join(', ')}`)
    }
  }
  return whole
}

export const token = (seed: string): string => expandTemplate('ghp_{base62:30}{crc32:6}', seed)

/** A folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'jetsam-unwrap-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Whether a program is on this machine. */
export function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/** Runs a program in a folder. Throws with what it said, if it fails. */
export function run(cwd: string, program: string, args: string[], input?: string | Uint8Array): Buffer {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', HOME: cwd, LC_ALL: 'C' }
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, input, maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
  return stdout
}
