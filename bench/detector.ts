/**
 * `npm run bench:detector`: what the detector alone costs a byte, with all signatures and with a tenth of them, in
 * WebAssembly and in JavaScript. Contents are made here, and taken from `node_modules` and from Node.js itself.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { binaryBytes, randomFrom, textBytes } from './inputs/content.js'
import { tenthOfTheSignatures } from './inputs/tenth.js'
import { places } from './places.js'

type Detector = { openStream(): { whole(bytes: Uint8Array): unknown[] } }
type Table = { signatures: object[] }
type Contents = { name: string; files: Buffer[] }

const { createDetector } = (await import(pathToFileURL(join(places.build, 'detect/create-detector.js')).href)) as {
  createDetector(table: Table, options: { kernel: string }): Detector
}
const table = readTable(places.dist)
const tenth = readTable((await tenthOfTheSignatures()).dist)

const rounds = 5
const MB = 1_000_000

const kinds = [
  { name: `${table.signatures.length} signatures`, detector: createDetector(table, { kernel: 'webassembly' }) },
  { name: `${tenth.signatures.length} signatures`, detector: createDetector(tenth, { kernel: 'webassembly' }) },
  { name: 'in JavaScript', detector: createDetector(table, { kernel: 'javascript' }) },
]

for (const { name, files } of contents()) {
  const size = files.reduce((sum, file) => sum + file.length, 0)
  const times = kinds.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, { detector }] of kinds.entries()) times[index]!.push(secondsOf(detector, files))
  }
  const medians = times.map(median)
  console.log(`${name}: ${files.length} files, ${(size / MB).toFixed(0)} MB`)
  for (const [index, kind] of kinds.entries()) {
    const [speed, ratio] = [size / MB / medians[index]!, medians[index]! / medians[0]!]
    console.log(`  ${kind.name.padEnd(20)}${speed.toFixed(0).padStart(6)} MB/s${ratio.toFixed(2).padStart(8)}×`)
  }
}

function readTable(dist: string): Table {
  return JSON.parse(readFileSync(join(dist, 'signatures.json'), 'utf8')) as Table
}

/** Seconds of processor time, so that other programs on the machine count for little. */
function secondsOf(detector: Detector, files: Buffer[]): number {
  const stream = detector.openStream()
  const before = process.cpuUsage()
  for (const file of files) stream.whole(file)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

function contents(): Contents[] {
  const random = randomFrom(7)
  const texts = Array.from({ length: 4000 }, () => textBytes(200 + random(30_000), random))
  const binaries = Array.from({ length: 600 }, () => binaryBytes(5_000 + random(200_000), random))
  return [
    { name: 'texts', files: texts },
    { name: 'binaries', files: binaries },
    { name: 'node_modules', files: realFiles(join(places.root, 'node_modules'), 150 * MB) },
    { name: 'node', files: [readFileSync(process.execPath)] },
  ]
}

function realFiles(folder: string, most: number): Buffer[] {
  const files: Buffer[] = []
  let size = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (size > most || !statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    const bytes = readFileSync(path)
    files.push(bytes)
    size += bytes.length
  }
  return files
}
