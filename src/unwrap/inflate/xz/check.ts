import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { LzmaKernel } from '../kernel/start-kernel.js'

/** What an xz block says of its content, so that it can be checked. */
export type Check = {
  /** The bytes, and where they stand in the kernel's memory. */
  add(bytes: Uint8Array, address: number): void
  /** Whether this is the sum of what was added. */
  fits(sum: Buffer): boolean
}

/** Bytes of the sum, by the check's number. The .xz file format, section 2.1.1.2. */
export function checkLength(id: number): number {
  return id === 0 ? 0 : 4 << Math.floor((id - 1) / 3)
}

/** Starts the check of a block. Of a kind that is not known, any sum fits. */
export function createCheck(id: number, kernel: LzmaKernel): Check {
  if (id === 1) return crc32Check()
  if (id === 4) return crc64Check(kernel)
  if (id === 10) return hashCheck(createHash('sha256'))
  return { add: () => {}, fits: () => true }
}

function crc32Check(): Check {
  let value = 0
  return {
    add: (bytes) => {
      value = crc32(bytes, value)
    },
    fits: (sum) => sum.readUInt32LE(0) === value,
  }
}

function crc64Check(kernel: LzmaKernel): Check {
  kernel.startCrc64()
  return {
    add: (bytes, address) => kernel.addCrc64(address, bytes.length),
    fits: (sum) => sum.readBigUInt64LE(0) === BigInt.asUintN(64, kernel.crc64.value),
  }
}

function hashCheck(hash: Hash): Check {
  return { add: (bytes) => void hash.update(bytes), fits: (sum) => hash.digest().equals(sum) }
}
