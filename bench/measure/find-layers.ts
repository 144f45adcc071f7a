import { closeSync, openSync, readSync } from 'node:fs'

/** Where a layer's entry lies in an archive, header included: bytes `start` up to `end`. */
export type ArchivedLayer = { start: number; end: number; gzip: boolean }

const block = 512

/** Finds the layers of an archive that the bench made, by jumping from header to header: names are short and sizes octal there. */
export function findLayers(path: string): ArchivedLayer[] {
  const file = openSync(path, 'r')
  const layers: ArchivedLayer[] = []
  const head = Buffer.alloc(block + 2)
  for (let start = 0; readSync(file, head, 0, head.length, start) === head.length && head[0] !== 0; ) {
    const size = Number.parseInt(head.toString('latin1', 124, 136), 8)
    const end = start + block + Math.ceil(size / block) * block
    const name = head.toString('latin1', 0, head.indexOf(0))
    if (name.endsWith('layer.tar')) layers.push({ start, end, gzip: head.readUInt16BE(block) === 0x1f8b })
    start = end
  }
  closeSync(file)
  return layers
}
