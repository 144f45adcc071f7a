import { join } from 'node:path'
import { places } from '../places.js'
import { type MeasuredNode, measureNode, output } from './run.js'

export type ScanOptions = {
  /** Folder of the layer cache; without one, nothing is kept and nothing is known. */
  cache?: string
  /** Another build of the package than that of the repository. */
  dist?: string
  /** More flags of the scan. */
  flags?: string[]
}

/** Scans an image from the command line. Throws if the scan is not complete. */
export async function measureScan(reference: string, options: ScanOptions = {}): Promise<MeasuredNode> {
  const { cache, dist = places.dist, flags: more = [] } = options
  const flags = ['--format', 'json', '--quiet', '--fail-on', 'none', ...more]
  const caching = cache === undefined ? ((await hasLayerCache()) ? ['--no-cache'] : []) : ['--cache-dir', cache]
  return measureNode([mainOf(dist), 'scan', reference, ...flags, ...caching])
}

let help: Promise<string> | undefined

/** Whether the built command line knows the layer cache. */
export async function hasLayerCache(): Promise<boolean> {
  help ??= output(process.execPath, [mainOf(places.dist), 'scan', '--help'])
  return (await help).includes('--cache-dir')
}

export function mainOf(dist: string): string {
  return join(dist, 'main.js')
}
