import { debianImage, debianTag } from '../inputs/debian.js'
import { compare } from '../measure/compare.js'
import { measureScan } from '../measure/jetsam.js'
import { measure, output } from '../measure/run.js'
import type { Result, Row } from './row.js'
import { ratio } from './row.js'
import { firstAndSecond } from './second-scan.js'

/** Scans through a Docker engine: that of `DOCKER_HOST`, else the client's default. */
export const engineRows: Row[] = [
  {
    name: 'engine',
    scan: 'Debian, Docker engine',
    against: 'docker save',
    measure: () =>
      withDebian(async (image) => {
        const save = { name: 'docker save', run: () => measure('docker', ['save', image]) }
        return ratio(await compare(save, { name: 'scan', run: () => measureScan(`docker:${image}`) }), 1.1)
      }),
  },
  {
    name: 'again-engine',
    scan: 'Debian, Docker engine, again',
    against: 'the first scan',
    measure: () => withDebian((image) => firstAndSecond(`docker:${image}`)),
  },
]

/** Loads the image into the engine, and takes its name away afterwards. */
async function withDebian(run: (image: string) => Promise<Result>): Promise<Result> {
  try {
    await output('docker', ['version'])
  } catch {
    return { skipped: 'no Docker engine' }
  }
  const image = await debianImage()
  if (!image) return { skipped: 'no mmdebstrap to make it' }
  await output('docker', ['load', '--quiet', '--input', image.path])
  try {
    return await run(debianTag)
  } finally {
    await output('docker', ['rmi', debianTag])
  }
}
