import { codeImage } from '../inputs/application-code.js'
import type { ArchiveFacts } from '../inputs/image-archive.js'
import { madeUpImage, madeUpImages } from '../inputs/made-up.js'
import type { Made } from '../inputs/once.js'
import { measureScan } from '../measure/jetsam.js'
import { type Measurement, mostMemory, type Row } from './row.js'

/** What a scan may take above that of the 100 MB image: MiB, and bytes for each tar entry. */
const limits = { above: 40, bytesPerEntry: 16 }
/** The highest peak of so many scans counts. */
const runs = 3

const { reference, referenceGzipLayers, referenceGzip } = madeUpImages

/** Peaks of resident memory against those of a 100 MB image in the same packing. */
export const memoryRows: Row[] = [
  row('memory', 'code, one plain layer', () => codeImage(1), reference),
  row('huge-one-layer', '2.5 GB, one gzip layer', madeUpImages.oneLayer, referenceGzipLayers),
  row('huge-fifty-layers', '2.5 GB, fifty gzip layers', madeUpImages.fiftyLayers, referenceGzipLayers),
  row('huge-gzipped', '2.5 GB, archive gzipped', madeUpImages.gzipped, referenceGzip),
  row('huge-file', 'one file of 5 GB', madeUpImages.oneFile, reference),
  row('huge-line', 'one line of 500 MB', madeUpImages.oneLine, reference),
  row('huge-entries', 'a million entries', madeUpImages.entries, reference),
]

type Plan = Parameters<typeof madeUpImage>[0]

function row(name: string, scan: string, image: Plan | (() => Promise<Made<ArchiveFacts>>), against: Plan): Row {
  const made = () => (typeof image === 'function' ? image() : madeUpImage(image))
  return {
    name,
    scan: `peak of ${scan}`,
    against: 'peak of 100 MB',
    measure: async () => comparePeaks(await made(), await madeUpImage(against)),
  }
}

async function comparePeaks(image: Made<ArchiveFacts>, against: Made<ArchiveFacts>): Promise<Measurement> {
  let [scan, other] = [0, 0]
  for (let run = 0; run < runs; run++) {
    other = Math.max(other, await peakOf(against.path))
    scan = Math.max(scan, await peakOf(image.path))
    console.log(`  100 MB ${other.toFixed(0)} MiB, scan ${scan.toFixed(0)} MiB`)
  }
  const perEntry = (limits.bytesPerEntry * image.facts.entries) / 2 ** 20
  const limit = Math.min(mostMemory, other + limits.above + perEntry)
  return { figure: scan, limit, unit: 'MiB', scan, against: other, peak: scan }
}

async function peakOf(path: string): Promise<number> {
  return (await measureScan(`docker-archive:${path}`)).peak!
}
