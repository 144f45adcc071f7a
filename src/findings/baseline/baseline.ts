import { z } from 'zod'
import { confidences, severities } from '../finding.js'

const entrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{20}(-[0-9]{1,6})?$/, 'must be the id of a finding, as a report tells it')
    .meta({ description: 'Id of the finding.' }),
  signature: z.string().min(1).meta({ description: 'Id of the signature: what kind of secret it is.' }),
  severity: z
    .enum(severities)
    .meta({ description: 'What it was worth when it was accepted; worse than that, it counts again.' }),
  confidence: z
    .enum(confidences)
    .meta({ description: 'How sure it was when it was accepted; surer than that, it counts again.' }),
  reason: z.string().trim().min(1).meta({ description: 'Why it is accepted, in your words.' }),
})

/**
 * A baseline: the findings that are known and do not stop the pipeline. Neither a secret nor a masked one, neither a length nor a place stands in it;
 * what an id tells is argued in SECURITY.md. `schema/baseline-v1.schema.json` says the same to programs.
 */
export const baselineSchema = z.strictObject({
  schemaVersion: z.literal(1),
  keyed: z.boolean().meta({
    description: 'Whether the ids were made with JETSAM_ID_KEY. A scan must use the same key to know them again.',
  }),
  findings: z.array(entrySchema),
})

export type Baseline = z.infer<typeof baselineSchema>
export type BaselineEntry = Baseline['findings'][number]
