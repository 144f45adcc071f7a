import { canFetchJars, wrappedImage } from '../inputs/wrapped.js'
import { compare } from '../measure/compare.js'
import { measureScan } from '../measure/jetsam.js'
import { type Row, ratio } from './row.js'

/** What opening files inside files costs. */
export const unwrappingRows: Row[] = [
  {
    name: 'unwrap',
    scan: 'node_modules and jars',
    against: 'the same with --no-unwrap',
    measure: async () => {
      if (!(await canFetchJars())) return { skipped: 'no Maven to bring the jars' }
      const { path } = await wrappedImage()
      const reference = `docker-archive:${path}`
      const closed = { name: 'closed', run: () => measureScan(reference, { flags: ['--no-unwrap'] }) }
      return ratio(await compare(closed, { name: 'opened', run: () => measureScan(reference) }), 2)
    },
  },
]
