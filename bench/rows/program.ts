import { codeImage } from '../inputs/application-code.js'
import { tenTimesTheSignatures } from '../inputs/ten-times.js'
import { compare } from '../measure/compare.js'
import { mainOf, measureScan } from '../measure/jetsam.js'
import { measure } from '../measure/run.js'
import { places } from '../places.js'
import { type Row, ratio } from './row.js'

/** What the program costs by itself: its signatures and its start. */
export const programRows: Row[] = [
  {
    name: 'signatures',
    scan: 'ten times the signatures',
    against: "today's, code in one plain layer",
    measure: async () => {
      const { path } = await codeImage(1)
      const { dist, signatures } = await tenTimesTheSignatures()
      const today = { name: 'today', run: () => measureScan(`docker-archive:${path}`) }
      const more = { name: `${signatures} signatures`, run: () => measureScan(`docker-archive:${path}`, { dist }) }
      return ratio(await compare(today, more), 1.15)
    },
  },
  {
    name: 'version',
    scan: 'jetsam --version',
    against: 'node -e 0',
    measure: async () => {
      const node = { name: 'node', run: () => measure(process.execPath, ['-e', '0']) }
      const jetsam = { name: 'jetsam', run: () => measure(process.execPath, [mainOf(places.dist), '--version']) }
      return ratio(await compare(node, jetsam, 21), 2)
    },
  },
]
