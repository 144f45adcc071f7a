import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { output } from '../../measure/run.js'
import { filesOf } from '../files-of.js'
import { type ArchiveFacts, type Entry, file, writeImageArchive } from '../image-archive.js'
import { type Made, once } from '../once.js'
import { splitIntoLayers } from '../split.js'

/** Libraries that speak of credentials all day. */
const modules = {
  'aws-sdk': '2.1693.0',
  googleapis: '178.0.0',
  jsonwebtoken: '9.0.3',
  'node-forge': '1.4.3',
  octokit: '5.0.5',
  selfsigned: '5.5.0',
  ssh2: '1.17.0',
  stripe: '23.1.0',
  twilio: '6.2.0',
  webpack: '5.112.2',
}
const distributions = {
  'azure-identity': '1.27.0',
  boto3: '1.44.5',
  cryptography: '50.0.2',
  django: '5.2.19',
  'google-cloud-storage': '3.17.1',
  kubernetes: '37.0.1',
  notebook: '7.6.5',
  paramiko: '5.1.0',
  transformers: '5.23.0',
}
const layers = 4

const cleanLibrariesTag = 'jetsam-bench:clean-libraries'

/** An application's `node_modules` and Python's `site-packages`, with all that they depend on, and no leak. */
export async function cleanLibraries(): Promise<Made<ArchiveFacts>> {
  return once('clean-libraries.tar', { modules, distributions, layers, cleanLibrariesTag }, async (path) => {
    const { path: folder, facts } = await installed()
    const split = splitIntoLayers(entriesOf(folder), layers, facts.bytes)
    return writeImageArchive(path, cleanLibrariesTag, split, 'plain')
  })
}

/** As `npm` and `pip` lay them out; no package's script is run. */
async function installed(): Promise<Made<{ bytes: number }>> {
  return once('clean-libraries', { modules, distributions }, async (folder) => {
    const [application, site] = [join(folder, 'srv/app'), join(folder, 'usr/local/lib/python3.11/site-packages')]
    await mkdir(application, { recursive: true })
    await writeFile(join(application, 'package.json'), JSON.stringify({ private: true, dependencies: modules }))
    await output('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], application)
    const wanted = Object.entries(distributions).map(([name, version]) => `${name}==${version}`)
    await output('pip', ['install', '--only-binary=:all:', '--quiet', '--target', site, ...wanted])
    let bytes = 0
    for (const path of filesOf(folder)) bytes += readFileSync(path).length
    return { bytes }
  })
}

function* entriesOf(folder: string): Generator<Entry> {
  for (const path of [...filesOf(folder)].sort()) yield file(path.slice(folder.length + 1), readFileSync(path))
}
