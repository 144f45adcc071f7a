/** The CRC64 of xz (ECMA-182, reflected), eight bytes at a time. */
import { crcTables } from './lzma-model'

const polynomial: u64 = (u64(0xc96c5795) << 32) | 0xd7870f42

export let crc64: u64 = 0

/** Call once. */
export function makeCrcTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let value: u64 = byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? polynomial : 0)
    store<u64>(crcTables + (byte << 3), value)
  }
  for (let at: usize = 0; at < 7 * 2048; at += 8) {
    const value = load<u64>(crcTables + at)
    store<u64>(crcTables + at + 2048, (value >>> 8) ^ entry(0, value & 0xff))
  }
}

export function startCrc64(): void {
  crc64 = 0
}

export function addCrc64(at: usize, count: u32): void {
  let value = ~crc64
  const end = at + count
  for (; at + 8 <= end; at += 8) {
    const x = value ^ load<u64>(at)
    value =
      entry(7, x & 0xff) ^
      entry(6, (x >>> 8) & 0xff) ^
      entry(5, (x >>> 16) & 0xff) ^
      entry(4, (x >>> 24) & 0xff) ^
      entry(3, (x >>> 32) & 0xff) ^
      entry(2, (x >>> 40) & 0xff) ^
      entry(1, (x >>> 48) & 0xff) ^
      entry(0, x >>> 56)
  }
  for (; at < end; at++) value = (value >>> 8) ^ entry(0, (value ^ load<u8>(at)) & 0xff)
  crc64 = ~value
}

function entry(table: usize, byte: u64): u64 {
  return load<u64>(crcTables + (table << 11) + (usize(byte) << 3))
}
