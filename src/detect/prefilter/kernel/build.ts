import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFile } from '../../../package-files.js'

/** Exact and small; the memory's layout is the sources' own, so the compiler's runtime is not needed. */
const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--initialMemory', '3']

/**
 * Compiles the AssemblyScript in `sources` to `wasmFile`, unless that was already made from the same files in the same
 * way; beside it, `NAME.inputs` remembers from what. Throws an error with the compiler's words if it refuses.
 */
export async function buildKernel(sources: string, wasmFile: string): Promise<'written' | 'unchanged'> {
  const stamp = `${wasmFile}.inputs`
  const inputs = digestOf(sources)
  if (existsSync(wasmFile) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return 'unchanged'
  const { default: asc } = await import('assemblyscript/asc')
  mkdirSync(dirname(wasmFile), { recursive: true })
  // Others may be reading, or building the same: the file appears whole.
  const making = `${wasmFile}.${process.pid}`
  const files = readdirSync(sources).sort()
  const { error, stderr } = await asc.main([
    ...files.map((name) => join(sources, name)),
    ...options,
    '--outFile',
    making,
  ])
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`)
  renameSync(making, wasmFile)
  writeFileSync(stamp, inputs)
  return 'written'
}

/** The kernel's file; compiles it first if need be. */
export async function kernelFromSources(): Promise<string> {
  const wasmFile = packageFile('dist/wasm/prefilter.wasm')
  await buildKernel(packageFile('src/detect/prefilter/kernel/assembly'), wasmFile)
  return wasmFile
}

function digestOf(sources: string): string {
  const hash = createHash('sha256').update(options.join(' '))
  for (const name of readdirSync(sources).sort()) hash.update(`\0${name}\0`).update(readFileSync(join(sources, name)))
  return hash.digest('hex')
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await kernelFromSources()
