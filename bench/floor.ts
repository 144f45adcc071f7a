/**
 * What reading costs by itself: walks the archive and its layers and looks at nothing. `node floor.js ARCHIVE`
 */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

type Walked = { entries: number; bytes: number }

async function walk(
  source: Readable,
  gzip: boolean,
  visit: (name: string, entry: Readable) => Promise<void>,
): Promise<void> {
  const tar = extract()
  const reading = gzip ? pipeline(source, createGunzip(), tar) : pipeline(source, tar)
  for await (const entry of tar) {
    await visit(entry.header.name, entry as unknown as Readable)
    entry.resume()
  }
  await reading
}

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('which archive?')
const total: Walked = { entries: 0, bytes: 0 }

await walk(createReadStream(path), path.endsWith('.gz'), async (name, layer) => {
  if (!name.endsWith('layer.tar')) return
  await walk(layer, path.includes('gzip-layers'), async (_, entry) => {
    total.entries++
    for await (const chunk of entry) total.bytes += (chunk as Buffer).length
  })
})
process.stdout.write(`${JSON.stringify(total)}\n`)
