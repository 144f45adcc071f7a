import type { HashKey } from '../path-hash.js'
import { ownHash, type PathOrPrefixes } from '../path-prefixes.js'

/** Called for each row, in order. */
type RowVisitor = (low: number, high: number, packageIndex: number) => void

/**
 * Which package owns which content at which path, without the paths: 12 bytes a row. Plain data, which can be sent to another thread
 * or stored. It grows by whole blocks that are never copied, so that memory never doubles.
 */
export type OwnedRows = {
  /** With which the paths are hashed. */
  key: HashKey
  /** Rows. */
  length: number
  /** Of up to `blockLength` rows: two words of hash and a package index each. */
  blocks: Int32Array<ArrayBuffer>[]
}

const blockLength = 1024
const rowLength = 3

/** No rows; one for each layer blob. */
export function createOwnedRows(key: HashKey): OwnedRows {
  return { key, length: 0, blocks: [] }
}

/** Adds a row; see `hashOwned`. */
export function addOwned(rows: OwnedRows, path: string, digest: string, packageIndex: number): void {
  addRow(rows, hashOwned(path, digest, rows.key), packageIndex)
}

/** Adds a row for a folder, whatever it holds; see `ownHash`. */
export function addFolder(rows: OwnedRows, path: string, packageIndex: number): void {
  addRow(rows, ownHash(path, rows.key), packageIndex)
}

function addRow(rows: OwnedRows, [low, high]: readonly [number, number], packageIndex: number): void {
  const at = (rows.length % blockLength) * rowLength
  if (at === 0) rows.blocks.push(new Int32Array(blockLength * rowLength))
  rows.blocks[rows.blocks.length - 1]!.set([low, high, packageIndex], at)
  rows.length++
}

/** Shows all rows, in order. */
export function visitOwned({ length, blocks }: OwnedRows, visitor: RowVisitor): void {
  for (let i = 0; i < length; i++) {
    const block = blocks[Math.floor(i / blockLength)]!
    const at = (i % blockLength) * rowLength
    visitor(block[at]!, block[at + 1]!, block[at + 2]!)
  }
}

/**
 * 64 bits of a path and of the checksum (hex, at least 16 digits) of what stands there. The path's hash has a key that nobody else
 * knows, so nobody can choose a path and a checksum that meet another pair.
 */
export function hashOwned(path: PathOrPrefixes, digest: string, key: HashKey): [low: number, high: number] {
  const [low, high] = ownHash(path, key)
  return [low ^ Number.parseInt(digest.slice(0, 8), 16), high ^ Number.parseInt(digest.slice(8, 16), 16)]
}
