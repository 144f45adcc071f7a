import { codeImage } from '../inputs/application-code.js'
import { tenthOfTheSignatures } from '../inputs/tenth.js'
import { compare } from '../measure/compare.js'
import { mainOf, measureScan } from '../measure/jetsam.js'
import { measure } from '../measure/run.js'
import { places } from '../places.js'
import { type Row, ratio } from './row.js'

/** What the program costs by itself: its signatures and its start. */
export const programRows: Row[] = [
  {
    name: 'signatures',
    scan: 'all signatures',
    against: 'a tenth of them, code in one plain layer',
    measure: async () => {
      const { path } = await codeImage(1)
      const { dist, signatures } = await tenthOfTheSignatures()
      const few = { name: `${signatures} signatures`, run: () => measureScan(`docker-archive:${path}`, { dist }) }
      const all = { name: 'all', run: () => measureScan(`docker-archive:${path}`) }
      return ratio(await compare(few, all), 1.15)
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
