import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildKernel } from '../../../detect/prefilter/kernel/build.js'

/** Where tests and other programs that run from the sources find the kernel; compiles it first if need be. */
export async function kernelFromSources(): Promise<string> {
  const wasmFile = pathOf('../../../../dist/unwrap/inflate/kernel/kernel.wasm')
  await buildKernel(pathOf('./assembly'), wasmFile)
  return wasmFile
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildKernel(pathOf('../../../../src/unwrap/inflate/kernel/assembly'), pathOf('./kernel.wasm'))
}
