import { crc32, deflateRawSync } from 'node:zlib'

/** One file of a zip. What is set of `local` and `directory` is written there instead. */
export type ZipEntry = {
  name: string
  data: string | Uint8Array
  method?: number
  flags?: number
  /** Sizes are 0 in the local header, and stand behind the data. */
  descriptor?: boolean
  local?: { name?: string; method?: number; compressedSize?: number } | 'missing'
  directory?: { name?: string; method?: number; compressedSize?: number; offset?: number } | 'missing'
}

type ZipOptions = { stub?: Uint8Array; comment?: string; withoutEnd?: boolean }

/** Writes a zip byte by byte (APPNOTE.TXT 6.3.10), as wrong as is asked for. */
export function writeZip(entries: readonly ZipEntry[], { stub, comment = '', withoutEnd }: ZipOptions = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const local = localPart(entry)
    if (entry.local !== 'missing') parts.push(local)
    if (entry.directory !== 'missing') directory.push(directoryPart(entry, offset))
    if (entry.local !== 'missing') offset += local.length
  }
  const names = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length % 65536, 8)
  end.writeUInt16LE(directory.length % 65536, 10)
  end.writeUInt32LE(names.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([
    stub ?? Buffer.alloc(0),
    ...parts,
    ...(withoutEnd ? [] : [names, end, Buffer.from(comment, 'latin1')]),
  ])
}

function packed({ data, method = 8 }: ZipEntry): { raw: Buffer; data: Buffer; method: number } {
  const raw = Buffer.from(data)
  return { raw, data: method === 8 ? deflateRawSync(raw) : raw, method }
}

function fields(entry: ZipEntry, told: { method?: number; compressedSize?: number }, inLocal: boolean): Buffer {
  const { raw, data, method } = packed(entry)
  const isLater = entry.descriptor && inLocal
  const bytes = Buffer.alloc(20)
  bytes.writeUInt16LE((entry.flags ?? 0) | (entry.descriptor ? 8 : 0), 0)
  bytes.writeUInt16LE(told.method ?? method, 2)
  if (!isLater) bytes.writeUInt32LE(typeof crc32 === 'function' ? crc32(raw) : 0, 8)
  bytes.writeUInt32LE(told.compressedSize ?? (isLater ? 0 : data.length), 12)
  bytes.writeUInt32LE(isLater ? 0 : raw.length, 16)
  return bytes
}

function localPart(entry: ZipEntry): Buffer {
  const told = entry.local === undefined || entry.local === 'missing' ? {} : entry.local
  const name = Buffer.from(told.name ?? entry.name, 'latin1')
  const head = Buffer.alloc(6)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  const lengths = Buffer.alloc(4)
  lengths.writeUInt16LE(name.length, 0)
  const { data, raw } = packed(entry)
  const descriptor = Buffer.alloc(entry.descriptor ? 16 : 0)
  if (entry.descriptor) {
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(data.length, 8)
    descriptor.writeUInt32LE(raw.length, 12)
  }
  return Buffer.concat([head, fields(entry, told, true), lengths, name, data, descriptor])
}

function directoryPart(entry: ZipEntry, offset: number): Buffer {
  const told = entry.directory === undefined || entry.directory === 'missing' ? {} : entry.directory
  const name = Buffer.from(told.name ?? entry.name, 'latin1')
  const head = Buffer.alloc(8)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 6)
  const lengths = Buffer.alloc(18)
  lengths.writeUInt16LE(name.length, 0)
  lengths.writeUInt32LE(told.offset ?? offset, 14)
  return Buffer.concat([head, fields(entry, told, false), lengths, name])
}
