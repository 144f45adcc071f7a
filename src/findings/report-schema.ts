import { z } from 'zod'
import { confidences, exposures, type Report, severities } from './finding.js'

const count = z.int().min(0)
const severity = z.enum(severities)

const occurrence = z.looseObject({
  image: count,
  exposure: z.enum(exposures),
  layer: count.optional(),
  instruction: z.looseObject({ index: count, text: z.string() }).optional(),
  path: z.string().optional(),
  line: count.optional(),
  column: count.optional(),
  key: z.string().optional(),
  document: z.string().optional(),
  field: z.string().optional(),
  state: z.enum(['live', 'deleted', 'overwritten']).optional(),
  endedBy: count.optional(),
  via: z.array(z.string()).optional(),
  dockerfile: z.looseObject({ path: z.string(), line: count }).optional(),
  compose: z.looseObject({ path: z.string(), line: count, column: count }).optional(),
  services: z.array(z.string()).optional(),
  origin: z.enum(['base', 'own']).optional(),
})

const finding = z.looseObject({
  id: z.string(),
  signature: z.looseObject({ id: z.string(), title: z.string(), provider: z.string().optional(), severity }),
  severity,
  reasons: z.array(z.string()),
  confidence: z.enum(confidences),
  secret: z.looseObject({ masked: z.string(), length: z.string(), value: z.string().optional() }),
  occurrences: z.array(occurrence).min(1),
  remedy: z.looseObject({ summary: z.string(), steps: z.array(z.string()), links: z.array(z.string()) }),
  known: z.looseObject({ reason: z.string() }).optional(),
})

const layer = z.looseObject({
  index: count,
  diffId: z.string(),
  digest: z.string().optional(),
  size: count,
  instruction: z.string().optional(),
})

const image = z.looseObject({
  reference: z.string(),
  source: z.string(),
  id: z.string(),
  digest: z.string().optional(),
  platform: z.string(),
  created: z.string().optional(),
  tags: z.array(z.string()),
  services: z.array(z.string()).optional(),
  layers: z.array(layer),
  base: z
    .looseObject({
      by: z.enum(['image', 'annotation', 'provenance', 'dockerfile', 'history']),
      isGuess: z.boolean(),
      name: z.string().optional(),
      digest: z.string().optional(),
      layers: count.optional(),
    })
    .optional(),
})

const gap = z.looseObject({ kind: z.enum(['unread', 'limit', 'unopened']), where: z.string(), reason: z.string() })

/** A JSON report that is read again; fields that a later version added are kept. */
export const reportSchema: z.ZodType<Report> = z.looseObject({
  schemaVersion: z.literal(1),
  tool: z.looseObject({ name: z.literal('jetsam'), version: z.string(), signatures: z.string() }),
  images: z.array(image),
  findings: z.array(finding),
  suppressed: z.array(finding.extend({ reason: z.string() })),
  coverage: z.looseObject({ complete: z.boolean(), layers: count, files: count, bytes: count, gaps: z.array(gap) }),
  summary: z.looseObject(
    Object.fromEntries(severities.map((one) => [one, count])) as Record<(typeof severities)[number], typeof count>,
  ),
})
