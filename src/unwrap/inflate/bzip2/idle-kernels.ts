import { type Bzip2Kernel, startKernel } from '../kernel/start-kernel.js'

/** To start one takes longer than to read most files. Wrappings inside each other need several at a time. */
const idle: Bzip2Kernel[] = []
const mostIdle = 1

/** Undefined where there is no WebAssembly. One that is never given back is the garbage collector's. */
export function borrowBzip2(): Bzip2Kernel | undefined {
  return idle.pop() ?? makeKernel()
}

/** Takes a decoder back, in whatever state. */
export function giveBzip2Back(kernel: Bzip2Kernel): void {
  if (idle.length < mostIdle) idle.push(kernel)
}

function makeKernel(): Bzip2Kernel | undefined {
  const kernel = startKernel()
  kernel?.makeCrcTable()
  return kernel
}
