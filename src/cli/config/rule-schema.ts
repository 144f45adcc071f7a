import { z } from 'zod'
import { exposures } from '../../findings/finding.js'
import { compileGlob } from '../../findings/ignore/glob/glob.js'
import type { IgnoreRule } from '../../findings/ignore/rule.js'

const glob = z.string().superRefine((text, context) => {
  try {
    compileGlob(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as RangeError).message })
  }
})
const id = z.string().regex(/^[0-9a-f]{20}(-[0-9]{1,6})?$/, 'must be the id of a finding, as a report tells it')

/** One of these, or a list of which one is enough. */
const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]).optional()

const conditions = ['id', 'signature', 'path', 'exposure', 'image'] as const

const ruleSchema = z
  .strictObject({
    id: some(id).meta({ description: 'Ids of findings.' }),
    signature: some(glob).meta({ description: 'Globs on the ids of signatures.' }),
    path: some(glob).meta({ description: 'Globs on the path in the image, e.g. **/test/*.pem' }),
    exposure: some(z.enum(exposures)).meta({ description: 'Where in the image.' }),
    image: some(glob).meta({ description: 'Globs on the name by which the image is scanned.' }),
    reason: z
      .string()
      .trim()
      .min(1, 'must say why')
      .meta({ description: 'Why it is ignored, for those who come later.' }),
    expires: z.iso
      .date('must be a day, such as 2030-12-31')
      .meta({ description: 'The last day on which it is ignored, YYYY-MM-DD, in UTC.' }),
  })
  .refine((rule) => conditions.some((name) => rule[name] !== undefined), {
    message: `must say what is ignored, by one of ${conditions.join(', ')}`,
  })
  .meta({ anyOf: conditions.map((name) => ({ required: [name] })) })

/** A list of what is ignored. A place must meet every condition of an entry. */
export const rulesSchema = z.array(ruleSchema)

type RawRule = z.infer<typeof ruleSchema>

/** The rule, ready to be applied. `origin`: where it stands. */
export function compileRule(
  { id, signature, path, exposure, image, reason, expires }: RawRule,
  origin: string,
): IgnoreRule {
  return {
    ...(id !== undefined && { ids: listOf(id) }),
    ...(signature !== undefined && { signatures: listOf(signature).map(compileGlob) }),
    ...(path !== undefined && { paths: listOf(path).map(compileGlob) }),
    ...(exposure !== undefined && { exposures: listOf(exposure) }),
    ...(image !== undefined && { images: listOf(image).map(compileGlob) }),
    reason,
    expires,
    origin,
  }
}

function listOf<T>(one: T | T[]): T[] {
  return Array.isArray(one) ? one : [one]
}
