import type { TarEntry } from './entry.js'
import { tarEntryOf } from './extension.js'
import { blockSize, isZeroFilled, readTarHeader, type TarHeader } from './header.js'
import { holdsFreeText, readPaxRecords, wholeNumber } from './pax.js'
import { endRaw, expect, expectPadding, passRaw, type TarState, warn } from './state.js'

/** Takes the unit that the phase waited for, and sets the next phase. */
export function takeUnit(state: TarState, unit: Buffer): void {
  if (state.phase === 'header') takeBlock(state, unit)
  else if (state.phase === 'extension') takeExtension(state, unit)
  else if (state.phase === 'sparse-map') takeSparseMap(state, unit)
  else takePadding(state, unit)
}

function takePadding(state: TarState, padding: Buffer): void {
  expect(state, 'header', blockSize)
  if (!isZeroFilled(padding)) passRaw(state, padding)
}

function takeBlock(state: TarState, block: Buffer): void {
  const zero = block[0] === 0 && isZeroFilled(block)
  const header = zero ? undefined : readTarHeader(block)
  if (zero) takeZeroBlock(state)
  else if (header === undefined) takeStray(state, block)
  else takeHeader(state, header)
}

function takeHeader(state: TarState, header: TarHeader): void {
  endRaw(state)
  state.lost = false
  if (state.zeroBlocks === 1 && !state.ended)
    warn(state, 'lone-zero-block', 'one zero block between entries', blockSize)
  state.zeroBlocks = 0
  state.header = header
  state.headerOffset = state.offset - blockSize
  if ('xgLK'.includes(header.typeFlag)) startExtension(state, header)
  else if (header.moreSparseMap) expect(state, 'sparse-map', blockSize)
  else startEntry(state, header)
}

function takeZeroBlock(state: TarState): void {
  endRaw(state)
  state.extension = {}
  if (!state.lost && ++state.zeroBlocks === 2) state.ended = true
}

/** A block that is neither a header nor zero. */
function takeStray(state: TarState, block: Buffer): void {
  if (!state.lost) {
    state.lost = true
    state.searched = 0
    state.extension = {}
    if (state.ended) warn(state, 'trailing-data', 'bytes after the end of the archive', blockSize)
    else warn(state, 'bad-header', 'a block that is no tar header where one should stand', blockSize)
  }
  state.zeroBlocks = 0
  passRaw(state, block)
  state.searched += blockSize
  if (state.searched < state.limits.resyncBytes) return
  state.phase = 'raw'
  state.left = Number.POSITIVE_INFINITY
}

function startExtension(state: TarState, header: TarHeader): void {
  state.padding = paddingOf(header.size)
  if (header.size > state.limits.extensionBytes) {
    warn(state, 'extension-too-large', `an extension header of ${header.size} bytes`, blockSize)
    startBody(state, extensionEntry(state, header))
  } else if (header.size > 0) expect(state, 'extension', header.size)
  else takeExtension(state, Buffer.alloc(0))
}

function takeExtension(state: TarState, body: Buffer): void {
  const header = state.header!
  expectPadding(state)
  if (header.typeFlag === 'L') state.extension.longName = cString(body)
  else if (header.typeFlag === 'K') state.extension.longLink = cString(body)
  else takePaxHeader(state, header, body)
}

/** A `g` header applies to nothing in Go's reader, and ends what stood before it; only its text is of interest. */
function takePaxHeader(state: TarState, header: TarHeader, body: Buffer): void {
  const read = readPaxRecords(body)
  const size = read.records.get('size')
  const broken = read.broken || (size !== undefined && size !== '' && wholeNumber(size) === undefined)
  if (broken) warn(state, 'bad-extension', 'a PAX record that cannot be read', body.length)
  if (header.typeFlag === 'x') state.extension.pax = read.records
  else state.extension = {}
  if (!holdsFreeText({ records: read.records, broken })) return
  state.events.push({ kind: 'entry', entry: extensionEntry(state, header) })
  state.events.push({ kind: 'data', bytes: body }, { kind: 'end' })
}

function extensionEntry(state: TarState, header: TarHeader): TarEntry {
  const { entry } = tarEntryOf(header, {}, state.headerOffset!, state.ended)
  return { ...entry, type: 'other' }
}

function takeSparseMap(state: TarState, block: Buffer): void {
  if (block[504] !== 0) return
  startEntry(state, state.header!)
}

function startEntry(state: TarState, header: TarHeader): void {
  const { entry, escapes } = tarEntryOf(header, state.extension, state.offset - blockSize, state.ended)
  state.extension = {}
  state.entries++
  if (escapes) warn(state, 'path-escape', 'a path that climbs out of the root', blockSize)
  startBody(state, entry)
}

function startBody(state: TarState, entry: TarEntry): void {
  state.events.push({ kind: 'entry', entry })
  state.left = entry.size
  state.padding = paddingOf(entry.size)
  if (entry.size > 0) {
    state.phase = 'body'
    return
  }
  state.events.push({ kind: 'end' })
  expect(state, 'header', blockSize)
}

function paddingOf(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize
}

function cString(body: Buffer): string {
  const end = body.indexOf(0)
  return body.toString('latin1', 0, end === -1 ? body.length : end)
}
