import { readFileSync } from 'node:fs'
import { packageFile } from '../../../package-files.js'

/** What the compiled kernel exports; `assembly` tells what each of them does. */
export type Kernel = {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  findAnchors(
    text: number,
    from: number,
    to: number,
    slots: number,
    slotBits: number,
    pairs: number,
    capacity: number,
  ): number
  findRuns(text: number, from: number, to: number, length: number, pairs: number, capacity: number): number
  mayFollowWord(text: number, start: number, before: number, longest: number): number
} & Record<Place, { readonly value: number }>

type Place =
  | 'anchorsNext'
  | 'runsNext'
  | 'longRunCount'
  | 'longRuns'
  | 'kinds'
  | 'trigrams'
  | 'keys'
  | 'shortWords'
  | 'wordKinds'
  | 'wordHeads'
  | 'wordWholes'
  | 'free'

/** The part of WebAssembly's JavaScript interface that is used here; all of it is missing under `node --jitless`. */
type WebAssembly = {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: object }
  validate(bytes: Uint8Array): boolean
}

const engine = (globalThis as { WebAssembly?: WebAssembly }).WebAssembly

/** From the sources there is no built kernel beside this file: it is compiled to where the built one stands. */
const wasmFile = import.meta.url.endsWith('.ts')
  ? await (await import('./build.js')).kernelFromSources()
  : packageFile('dist/wasm/prefilter.wasm')

let compiled: object | undefined

/**
 * Starts a kernel with a memory of its own. Undefined where WebAssembly or its SIMD is missing; throws if the package
 * was not built.
 */
export function startKernel(): Kernel | undefined {
  if (engine === undefined) return undefined
  if (compiled === undefined) {
    const bytes = readFileSync(wasmFile)
    if (!engine.validate(bytes)) return undefined
    compiled = new engine.Module(bytes)
  }
  return new engine.Instance(compiled).exports as Kernel
}
