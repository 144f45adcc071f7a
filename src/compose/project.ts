import { basename, dirname, resolve } from 'node:path'
import { fromByteString } from '../findings/byte-string.js'
import { dockerfileOf } from './dockerfile-of.js'
import { readDocuments } from './documents.js'
import { type EnvFile, envFilesOf } from './env-files.js'
import type { ComposeDocument, ServicePart } from './part.js'
import { type ComposeService, serviceOf } from './service.js'
import { servicePartsOf } from './service-parts.js'
import { interpolate } from './variables/interpolate.js'
import { resolvedText } from './variables/variables.js'
import { createLoader } from './yaml/loader.js'
import { textsOf, valueAt } from './yaml/node.js'
import type { TextFile } from './yaml/text-file.js'

export type ComposeOptions = {
  /** Compose files, merged in this order as by `docker compose -f A -f B`. */
  files: readonly string[]
  /** Leave out services that belong to other profiles; none: take all services. */
  profiles: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  cwd: string
}

/** A Compose project as its files tell it. */
export type ComposeProject = {
  /** The first file, as it was named. */
  reference: string
  services: ComposeService[]
  /** By the services' names, byte strings. */
  parts: ReadonlyMap<string, readonly ServicePart[]>
  envFiles: EnvFile[]
  documents: ComposeDocument[]
  /** All files that were read. */
  files: TextFile[]
  yamlFiles: TextFile[]
  /** What could not be read or understood, in words. */
  mistakes: string[]
}

/** Reads a Compose project: its files and all that they include, extend and name as env files. Never throws for what they say. */
export async function readComposeProject({ files, profiles, env, cwd }: ComposeOptions): Promise<ComposeProject> {
  const loader = createLoader(cwd)
  const paths = files.map((file) => resolve(cwd, file))
  const documents = await readDocuments(loader, paths, env)
  const all = await servicePartsOf(loader, documents)
  const project = projectName(documents, dirname(paths[0]!))
  const known = [...all].map(([name, parts]) => ({ name, parts, service: serviceOf(name, parts, project) }))
  const wanted = known.filter(
    ({ service }) =>
      profiles.length === 0 || service.profiles.length === 0 || service.profiles.some((one) => profiles.includes(one)),
  )
  const services = await Promise.all(
    wanted.map(async ({ service, parts }) => {
      const dockerfile = await dockerfileOf(loader, parts)
      return dockerfile ? { ...service, dockerfile } : service
    }),
  )
  const parts = new Map(wanted.map((one) => [one.name, one.parts]))
  return {
    reference: files[0]!,
    services,
    parts,
    envFiles: await envFilesOf(loader, parts),
    documents,
    files: loader.files(),
    yamlFiles: loader.yamlFiles(),
    mistakes: loader.mistakes,
  }
}

/** `COMPOSE_PROJECT_NAME`, else the `name:` of the last file that has one, else that of the folder. Source: docs.docker.com, "Specify a project name". */
function projectName(documents: readonly ComposeDocument[], folder: string): string {
  const variables = documents[0]?.variables
  const given = variables && resolvedText(interpolate('$COMPOSE_PROJECT_NAME'), variables).value
  const names = documents.flatMap((document) =>
    textsOf(valueAt(document.node, 'name')).map(
      ({ text }) => resolvedText(interpolate(text), document.variables).value,
    ),
  )
  const name = given || names.at(-1)
  return normal(name ? fromByteString(name) : basename(folder))
}

/** As Compose writes it: lower case, letters, digits, `_` and `-`, a letter or digit first. */
function normal(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '')
}
