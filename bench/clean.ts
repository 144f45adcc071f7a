/**
 * `npm run bench:clean`: whether clean images are told to be clean, and whether a token that is planted in one of them is found wherever it
 * stands. The images are made from the machine's own package sources. Exits 1 if anything is wrong.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cleanDebian } from './inputs/clean/debian.js'
import { faultsOfClean, faultsOfPlanted, type Report } from './inputs/clean/faults.js'
import { cleanLibraries } from './inputs/clean/libraries.js'
import { plantedImage } from './inputs/clean/planted.js'
import type { Expand, Signature } from './inputs/clean/tokens.js'
import { mainOf } from './measure/jetsam.js'
import { output } from './measure/run.js'
import { places } from './places.js'

const tokensOfImage = 100
/** What may be told of all images together, as `low`. */
const mostLow = 20

const { expandTemplate } = (await import(pathToFileURL(join(places.build, 'signatures/expand.js')).href)) as {
  expandTemplate: Expand
}
const { signatures } = JSON.parse(readFileSync(join(places.dist, 'signatures.json'), 'utf8')) as {
  signatures: Signature[]
}

/** Keys that the installation made, for all containers of the image alike. */
const keysOfDebian = [
  ...['ecdsa', 'ed25519', 'rsa'].map((kind) => `etc/ssh/ssh_host_${kind}_key`),
  'etc/ssl/private/ssl-cert-snakeoil.key',
]
const images = [
  { name: 'debian', image: await cleanDebian(), keys: keysOfDebian },
  { name: 'libraries', image: await cleanLibraries(), keys: [] },
]

const faults: string[] = []
let low = 0
for (const { name, image, keys } of images) {
  const clean = await scan(image.path)
  low += clean.summary.low
  faults.push(...faultsOfClean(clean, keys).map((fault) => `${name}: ${fault}`))
  console.log(`${name}: ${countsOf(clean)}; ${clean.suppressed.length} suppressed`)
  const seed = process.argv[2] ?? '1'
  const planted = await plantedImage(image.path, name, {
    signatures,
    expand: expandTemplate,
    count: tokensOfImage,
    seed,
  })
  const missed = faultsOfPlanted(await scan(planted.path), planted.facts)
  console.log(
    `${name}: ${tokensOfImage - missed.length} of ${tokensOfImage} planted tokens found, at their full severity`,
  )
  faults.push(...missed.map((fault) => `${name}, planted: ${fault}`))
}
if (low > mostLow) faults.push(`${low} findings of severity low, of which ${mostLow} are allowed`)
for (const fault of faults) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0

async function scan(path: string): Promise<Report> {
  const flags = ['--format', 'json', '--quiet', '--no-cache', '--show-secrets', '--fail-on', 'none']
  return JSON.parse(await output(process.execPath, [mainOf(places.dist), 'scan', path, ...flags])) as Report
}

function countsOf({ summary }: Report): string {
  return Object.entries(summary)
    .map(([severity, count]) => `${count} ${severity}`)
    .join(', ')
}
