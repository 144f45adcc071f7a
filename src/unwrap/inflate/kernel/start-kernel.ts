import { readFileSync } from 'node:fs'
import { packageFile } from '../../../package-files.js'

type Cell<T = number> = { readonly value: T }

/** What decoders of every kind have. */
export type KernelMemory = { memory: { readonly buffer: ArrayBuffer; grow(pages: number): number } }

/** Decodes LZMA; `assembly/lzma.ts` and its neighbours tell what each of them does. */
export type LzmaKernel = KernelMemory & {
  setProperties(lc: number, lp: number, pb: number): void
  resetState(literalBits: number): void
  startRange(at: number): number
  moveInput(at: number): void
  run(limit: number, lastInput: number): number
  emptyRing(): void
  setRing(size: number): void
  wrapRing(): void
  skipRing(count: number): void
  makeCrcTables(): void
  startCrc64(): void
  addCrc64(at: number, count: number): void
  crc64: Cell<bigint>
} & Record<'ringAt' | 'remaining' | 'inputAt' | 'input' | 'dictionary' | 'sawEnd' | 'sawDamage', Cell>

/** Decodes bzip2; `assembly/bzip2-block.ts` and its neighbours tell what each of them does. */
export type Bzip2Kernel = KernelMemory & {
  startBits(from: number, bitAt: number, to: number): void
  readBits(count: number): number
  bitsSince(from: number): number
  isBehindEnd(): number
  readBlock(most: number): number
  readOutput(): number
  isAsExpected(): number
  makeCrcTable(): void
} & Record<'output' | 'words' | 'blockIsCut' | 'blockIsThere', Cell>

/** The part of WebAssembly's JavaScript interface that is used here; all of it is missing under `node --jitless`. */
type WebAssembly = {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: object }
}

const engine = (globalThis as { WebAssembly?: WebAssembly }).WebAssembly

/** From the sources there is no built kernel beside this file: it is compiled to where the built one stands. */
const wasmFile = import.meta.url.endsWith('.ts')
  ? await (await import('./build.js')).kernelFromSources()
  : packageFile('dist/wasm/inflate.wasm')

let compiled: object | undefined

/** Starts a decoder with a memory of its own. Undefined where WebAssembly is missing; throws if the package was not built. */
export function startKernel(): (LzmaKernel & Bzip2Kernel) | undefined {
  if (engine === undefined) return undefined
  compiled ??= new engine.Module(readFileSync(wasmFile))
  return new engine.Instance(compiled).exports as LzmaKernel & Bzip2Kernel
}

const pageSize = 65_536

/** Gives a decoder at least so many bytes of memory. Views of it must be made anew. */
export function growTo({ memory }: KernelMemory, size: number): void {
  const missing = size - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageSize))
}
