import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { output } from '../measure/run.js'
import { filesOf } from './files-of.js'
import { type ArchiveFacts, type Entry, file, writeImageArchive } from './image-archive.js'
import { type Made, once } from './once.js'
import { splitIntoLayers } from './split.js'

const codeTag = 'jetsam-bench:code'

/** Some 270 MB in 14,000 files. */
const dependencies = {
  'aws-sdk': '2.1692.0',
  'core-js': '3.39.0',
  express: '4.21.1',
  googleapis: '144.0.0',
  lodash: '4.17.21',
  typescript: '5.6.3',
  webpack: '5.96.1',
}
const applications = ['srv/api', 'srv/web', 'srv/worker']

/** Three applications with the same dependencies, more than 800 MB in more than 30,000 files, in plain layers. */
export async function codeImage(layers: number): Promise<Made<ArchiveFacts>> {
  const recipe = { dependencies, applications, layers, codeTag }
  return once(`code-in-${layers}.tar`, recipe, async (path) => {
    const { path: folder, facts } = await installedApplication()
    const split = splitIntoLayers(entriesOf(folder), layers, facts.bytes * applications.length)
    return writeImageArchive(path, `${codeTag}-${layers}`, split, 'plain')
  })
}

/** The dependencies of one application, as npm lays them out. No package's script is run. */
export async function installedApplication(): Promise<Made<{ bytes: number }>> {
  return once('application', dependencies, async (folder) => {
    await mkdir(folder)
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
    await output('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], folder)
    let bytes = 0
    for (const path of filesOf(folder)) bytes += readFileSync(path).length
    return { bytes }
  })
}

function* entriesOf(folder: string): Generator<Entry> {
  const paths = [...filesOf(folder)].sort()
  for (const application of applications) {
    for (const path of paths) yield file(application + path.slice(folder.length), readFileSync(path))
  }
}
