import { createHash } from 'node:crypto'
import { type ComposeSighting, inspectCompose } from '../../compose/inspect.js'
import type { ComposeProject } from '../../compose/project.js'
import { toByteString } from '../../findings/byte-string.js'
import type { Gap, ReportImage } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { Seal } from '../../findings/seal/seal.js'
import type { Problem } from '../../problem.js'
import type { ScannedSource } from '../place/source.js'
import { createNameMask, type NameMask } from '../seal/name-mask.js'
import { placeSighting, resolveSightings } from '../seal/texts.js'
import type { ScanTools } from '../tools.js'

/** Looks at the files of a Compose project. They count as one image, of the source `compose`, without layers. */
export async function scanCompose(project: ComposeProject, tools: ScanTools): Promise<ScannedSource> {
  const maskName = createNameMask(tools.detector)
  const seal = tools.newSeal()
  const { sightings, isCut } = inspectCompose(project, tools.detector)
  const told = resolveSightings(sightings, tools) as ComposeSighting[]
  const placed = await Promise.all(told.map((sighting) => place(sighting, seal, maskName)))
  const named = maskName(toByteString(project.reference))
  const cut: Gap[] = isCut
    ? [{ kind: 'limit', where: named, reason: 'so many values that not all were looked at' }]
    : []
  const problems = project.mistakes.map((mistake) => problemOf(maskName(toByteString(mistake))))
  return {
    images: [imageOf(project, maskName)],
    placed,
    gaps: [...cut, ...problems.map(({ message }): Gap => ({ kind: 'unread', where: named, reason: message }))],
    problems,
    layers: 0,
    files: project.files.length,
    bytes: project.files.reduce((sum, { text }) => sum + text.length, 0),
  }
}

function problemOf(message: string): Problem {
  return { code: 'compose-invalid', message, hint: 'docker compose config tells what Compose makes of the files' }
}

function imageOf({ reference, files, services }: ComposeProject, maskName: NameMask): ReportImage {
  const digest = createHash('sha256')
  for (const { text } of files) digest.update(text, 'latin1').update('\0')
  return {
    reference,
    source: 'compose',
    id: `sha256:${digest.digest('hex')}`,
    platform: '',
    tags: [],
    services: services.map(({ name }) => maskName(toByteString(name))),
    layers: [],
  }
}

async function place(sighting: ComposeSighting, seal: Seal, maskName: NameMask): Promise<PlacedCandidate> {
  const { position, services, ...rest } = sighting
  const where = { image: 0, instructions: [], layerOfRow: () => undefined }
  const { candidate, occurrence } = await placeSighting(rest, where, seal, maskName)
  const masked = services.map((service) => maskName(toByteString(service)))
  return {
    candidate,
    occurrence: {
      ...occurrence,
      compose: { ...position, path: maskName(toByteString(position.path)) },
      ...(masked.length > 0 && { services: masked }),
    },
  }
}
