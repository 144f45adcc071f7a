import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { output } from '../measure/run.js'
import { installedApplication } from './application-code.js'
import { filesOf } from './files-of.js'
import { type ArchiveFacts, type Entry, file, writeImageArchive } from './image-archive.js'
import { type Made, once } from './once.js'

const wrappedTag = 'jetsam-bench:wrapped'

/** With all that they depend on, some 300 MB of jars. */
const dependencies: readonly [group: string, artifact: string, version: string][] = [
  ['org.apache.spark', 'spark-sql_2.13', '3.5.3'],
  ['org.springframework.boot', 'spring-boot-starter-web', '3.3.5'],
  ['org.apache.kafka', 'kafka_2.13', '3.8.1'],
]

/** Whether there is Maven, which brings jars. */
export async function canFetchJars(): Promise<boolean> {
  try {
    await output('mvn', ['--version'])
    return true
  } catch {
    return false
  }
}

/** An application's `node_modules` and the jars of another one, in a plain layer each. */
export async function wrappedImage(): Promise<Made<ArchiveFacts>> {
  return once('wrapped.tar', { dependencies, wrappedTag }, async (path) => {
    const [modules, jars] = [await installedApplication(), await fetchedJars()]
    const layers = [entriesOf(modules.path, 'srv/api'), entriesOf(jars.path, 'opt/app')]
    return writeImageArchive(path, wrappedTag, layers, 'plain')
  })
}

async function fetchedJars(): Promise<Made<{ bytes: number }>> {
  return once('jars', dependencies, async (folder) => {
    await mkdir(folder)
    await writeFile(join(folder, 'pom.xml'), pomOf())
    const flags = ['--batch-mode', '--quiet', `-DoutputDirectory=${folder}/lib`]
    await output('mvn', [...flags, 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'], folder)
    let bytes = 0
    for (const path of filesOf(folder)) bytes += readFileSync(path).length
    return { bytes }
  })
}

function pomOf(): string {
  const wanted = dependencies.map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  )
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>
<dependencies>${wanted.join('\n')}</dependencies></project>\n`
}

function* entriesOf(folder: string, root: string): Generator<Entry> {
  for (const path of [...filesOf(folder)].sort()) yield file(root + path.slice(folder.length), readFileSync(path))
}
