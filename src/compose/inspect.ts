import type { Detector } from '../detect/detector.js'
import { fromByteString } from '../findings/byte-string.js'
import type { Candidate } from '../findings/candidate.js'
import { inspectDockerfile } from '../inspect/commands/dockerfile.js'
import { inspectCommand } from '../inspect/commands/inspect.js'
import { inspectArguments } from '../inspect/config.js'
import { compose } from '../inspect/files/applications/compose.js'
import { dotenv } from '../inspect/files/applications/dotenv.js'
import { variablesAt } from '../inspect/files/judged.js'
import { pathText } from '../inspect/path-text.js'
import { inspectValue } from '../inspect/prose.js'
import type { Sighting } from '../inspect/sighting.js'
import { sightUnit } from '../inspect/text.js'
import type { EnvFile } from './env-files.js'
import type { ComposeProject } from './project.js'
import { type ComposeText, composeTexts } from './texts.js'
import { readRawEnv } from './variables/raw-env.js'
import { type Written, writtenTexts, writtenVariable } from './variables/written.js'
import type { TextNode } from './yaml/node.js'
import { type Position, positionAt, type TextFile } from './yaml/text-file.js'

/** A sighting in a project's files: where it is written, and the services that it belongs to. */
export type ComposeSighting = Sighting & { position: Position; services: string[] }

/** What a Compose project's files hold. `isCut`: not all of it was looked at. */
export function inspectCompose(
  project: ComposeProject,
  detector: Detector,
): { sightings: ComposeSighting[]; isCut: boolean } {
  const { texts, isCut } = composeTexts(project)
  const sightings = [
    ...texts.flatMap((text, n) => inspectText(text, n, detector)),
    ...project.envFiles.flatMap((file) => inspectEnvFile(file, detector)),
    ...inspectElsewhere(project.yamlFiles, texts, detector),
  ]
  return { sightings, isCut }
}

function inspectText(text: ComposeText, n: number, detector: Detector): ComposeSighting[] {
  const { exposure, form, name, key, nodes, variables } = text
  const services = [...text.services]
  if (form === 'words') return inspectList(text, n, detector)
  const [node] = nodes as [TextNode, ...TextNode[]]
  const written =
    form === 'reference' ? writtenVariable(name, variables) : writtenTexts(valueOnly(text, node), variables)
  return written.flatMap((one, variant) => {
    const region = { start: 0, end: one.text.length, exposure, key, candidates: judge(text, one.text) }
    const found = sightUnit(one.text, detector, { unit: `text[${n}][${variant}]`, exposure, key }, [region])
    return found.flatMap((sighting) => placed(sighting, one, services))
  })
}

function judge({ form, name, key }: ComposeText, text: string): Candidate[] {
  // Whatever its name is, it is declared to be a secret.
  if (/^secrets\b.*\bcontent$/s.test(key)) return [...inspectValue(name, text), ...inspectValue(`${name}_secret`, text)]
  if (form === 'command') return inspectCommand(text)
  return form === 'dockerfile' ? inspectDockerfile(text) : inspectValue(name, text)
}

/** The part of `K=V` after the sign. */
function valueOnly({ name, form }: ComposeText, node: TextNode): TextNode {
  if (form !== 'value' || !node.text.startsWith(`${name}=`)) return node
  const from = name.length + 1
  const source = node.file.text.slice(node.start, node.end)
  const quote = /^["']/.test(source) ? 1 : 0
  const text = node.text.slice(from)
  if (!source.startsWith(node.text, quote)) return { ...node, text }
  const start = node.start + quote + from
  return { ...node, text, start, end: start + text.length }
}

/** A command's words: of a variable with both a default and a value in a file, the file's. */
function inspectList({ exposure, nodes, variables, ...text }: ComposeText, n: number, detector: Detector) {
  const written = nodes.map((node) => writtenTexts(node, variables).at(-1)!)
  const words = written.map((one) => fromByteString(one.text))
  const units = new Map(written.map((one, i) => [pathText(['words', n, i]), one]))
  return inspectArguments(words, exposure, ['words', n], detector).flatMap((sighting) =>
    placed({ ...sighting, key: text.key }, units.get(sighting.unit)!, [...text.services]),
  )
}

/** What stands in a mere reference is not written anywhere. */
function placed(sighting: Sighting, written: Written, services: string[]): ComposeSighting[] {
  const position = written.positionOf(sighting.start, sighting.end)
  return position === undefined ? [] : [{ ...sighting, position, services }]
}

function inspectEnvFile({ file, isRaw, services }: EnvFile, detector: Detector): ComposeSighting[] {
  const { text, path } = file
  const candidates = isRaw ? variablesAt(text, readRawEnv(text)) : dotenv.parse(text, path)
  const place = { unit: `env-file ${isRaw} ${path}`, exposure: 'env' as const }
  const found = sightUnit(text, detector, place, [{ start: 0, end: text.length, exposure: 'env', candidates }])
  return found.map((one) => ({ ...one, position: positionAt(file, one.start), services }))
}

/** What the detector finds outside of all values: in comments, in keys. A file that is no valid YAML is read as well as can be. */
function inspectElsewhere(files: readonly TextFile[], texts: ComposeText[], detector: Detector): ComposeSighting[] {
  const nodes = texts.flatMap((text) => text.nodes)
  return files.flatMap((file) => {
    const own = nodes.filter((node) => node.file === file)
    const isInside = ({ start }: Candidate) => own.some((node) => node.start <= start && start < node.end)
    const candidates = own.length === 0 ? compose.parse(file.text, file.path) : []
    const region = { start: 0, end: file.text.length, exposure: 'config' as const, candidates }
    const found = sightUnit(file.text, detector, { unit: `file ${file.path}`, exposure: 'config' }, [region])
    return found
      .filter((one) => !isInside(one))
      .map((one) => ({ ...one, position: positionAt(file, one.start), services: [] }))
  })
}
