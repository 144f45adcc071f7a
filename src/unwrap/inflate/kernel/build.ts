import { pathToFileURL } from 'node:url'
import { buildKernel } from '../../../detect/prefilter/kernel/build.js'
import { packageFile } from '../../../package-files.js'

/** The kernel's file; compiles it first if need be. */
export async function kernelFromSources(): Promise<string> {
  const wasmFile = packageFile('dist/wasm/inflate.wasm')
  await buildKernel(packageFile('src/unwrap/inflate/kernel/assembly'), wasmFile)
  return wasmFile
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await kernelFromSources()
