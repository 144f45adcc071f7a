import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeImage } from '../inputs/application-code.js'
import { madeUpImage, madeUpImages } from '../inputs/made-up.js'
import { type Compared, compare } from '../measure/compare.js'
import { hasLayerCache, measureScan } from '../measure/jetsam.js'
import { places } from '../places.js'
import { type Result, type Row, ratio } from './row.js'

/** Scans of what the layer cache knows, against those that filled it. */
export const secondScanRows: Row[] = [
  {
    name: 'again',
    scan: 'code, one plain layer, again',
    against: 'the first scan',
    measure: async () => firstAndSecond(`docker-archive:${(await codeImage(1)).path}`),
  },
  {
    name: 'again-small',
    scan: '2 MB in ten layers, again',
    against: '',
    measure: async () => {
      const image = await madeUpImage(madeUpImages.small)
      const compared = await comparedScans(`docker-archive:${image.path}`)
      return compared ? { figure: compared.scan, limit: 1, unit: 's', ...compared } : noCache
    },
  },
]

const noCache: Result = { skipped: 'there is no layer cache' }

/** The second scan of an image against its first, which finds an empty cache. */
export async function firstAndSecond(reference: string): Promise<Result> {
  const compared = await comparedScans(reference)
  return compared ? ratio(compared, 0.05) : noCache
}

async function comparedScans(reference: string): Promise<Compared | undefined> {
  if (!(await hasLayerCache())) return undefined
  const cache = await mkdtemp(join(places.work, 'cache-'))
  const first = async () => {
    await rm(cache, { recursive: true })
    return measureScan(reference, { cache })
  }
  const second = () => measureScan(reference, { cache })
  try {
    return await compare({ name: 'first', run: first }, { name: 'second', run: second })
  } finally {
    await rm(cache, { recursive: true, force: true })
  }
}
