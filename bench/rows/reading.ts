import { codeImage } from '../inputs/application-code.js'
import { debianImage } from '../inputs/debian.js'
import { type Compared, compare } from '../measure/compare.js'
import { measureScan } from '../measure/jetsam.js'
import { measureNode } from '../measure/run.js'
import { places } from '../places.js'
import { type Row, ratio } from './row.js'

const manyLayers = 24

/** Archive files against what reading them costs. */
export const readingRows: Row[] = [
  {
    name: 'gzip',
    scan: 'Debian, gzip layers',
    against: 'inflate, walk, SHA-256',
    measure: async () => {
      const image = await debianImage()
      return image ? ratio(await againstFloor(image.path), 1.25) : { skipped: 'no mmdebstrap to make it' }
    },
  },
  {
    name: 'plain',
    scan: 'code, one plain layer',
    against: 'walk, SHA-256',
    measure: async () => ratio(await againstFloor((await codeImage(1)).path), 1.5),
  },
  {
    name: 'plain-layers',
    scan: `code, ${manyLayers} plain layers`,
    against: 'walk, SHA-256',
    measure: async () => ratio(await againstFloor((await codeImage(manyLayers)).path), 1.5),
  },
]

function againstFloor(path: string): Promise<Compared> {
  const floor = { name: 'floor', run: () => measureNode([places.floor, path]) }
  return compare(floor, { name: 'scan', run: () => measureScan(`docker-archive:${path}`) })
}
