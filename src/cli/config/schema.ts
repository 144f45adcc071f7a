import { z } from 'zod'
import { severities } from '../../findings/finding.js'
import { formatNames } from '../../report/formats.js'
import type { UnwrapOptions } from '../../unwrap/limits.js'
import { parseFailOn } from '../fail-on.js'
import { mostAtOnce, platformForm } from '../inputs/flag-values.js'
import { amountRule } from '../inputs/unwrap.js'
import { rulesSchema } from './rule-schema.js'

const name = z.string().trim().min(1, 'must not be empty')
const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]).optional()

const failOn = z.string().superRefine((text, context) => {
  try {
    parseFailOn(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as RangeError).message })
  }
})

/** A limit of unwrapping: a number, or a text as the flag takes it. */
const unwrapLimit = (limit: keyof UnwrapOptions, description: string) =>
  z
    .union([z.int().min(1), z.string()])
    .superRefine((value, context) => {
      const message = amountRule(limit, `${value}`)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .optional()
    .meta({ description })

/**
 * `jetsam.yaml`: what the flags of a scan are unless they are given, and what is ignored. `schema/config.schema.json` says the same to editors. What
 * decides whom a scan trusts or what it gives away (the engine's address, `--show-secrets`) is not for a file that lies in a repository.
 */
export const configSchema = z.strictObject({
  'fail-on': failOn
    .optional()
    .meta({ description: 'SEVERITY, SEVERITY:CONFIDENCE or none: from when on the exit code is 1.' }),
  severity: z.enum(severities).optional().meta({ description: 'Show findings of this severity and worse.' }),
  format: some(z.enum(formatNames)).meta({ description: 'Formats of the report.' }),
  output: some(name).meta({ description: 'FILE or FORMAT=FILE: where reports go.' }),
  pull: z.enum(['missing', 'always', 'never']).optional().meta({ description: 'When to pull images.' }),
  platform: z
    .string()
    .regex(platformForm, 'must be OS/ARCHITECTURE, such as linux/arm64')
    .optional()
    .meta({ description: 'Platform to scan of an image that has several.' }),
  signatures: some(name).meta({ description: 'Files and folders of own signatures.' }),
  only: some(name).meta({ description: 'Tell only these: ids, providers, tags, globs on ids.' }),
  skip: some(name).meta({ description: 'Do not tell these: ids, providers, tags, globs on ids.' }),
  baseline: name.optional().meta({ description: 'File of findings that are known and do not count.' }),
  'new-only': z.boolean().optional().meta({ description: 'Show only what the baseline does not know.' }),
  'ignore-file': z
    .union([name, z.literal(false)])
    .optional()
    .meta({ description: 'File of findings to ignore; false: do not look for one.' }),
  ignore: rulesSchema.optional().meta({ description: 'What is ignored, beside the ignore file.' }),
  dockerfile: name.optional().meta({ description: 'The Dockerfile that made the image.' }),
  base: some(name).meta({ description: 'Images that the scanned one may be built on.' }),
  strict: z.boolean().optional().meta({ description: 'Count what could not be opened as an incomplete scan.' }),
  unwrap: z.boolean().optional().meta({ description: 'Whether archives and other wrappings are opened.' }),
  'unwrap-depth': unwrapLimit('depth', 'Wrappings inside each other that are opened.'),
  'unwrap-size': unwrapLimit('size', 'What wrappings inside one file may bring, in bytes or as 16G.'),
  'unwrap-ratio': unwrapLimit('ratio', 'The same as a multiple of the size of the file.'),
  'unwrap-time': unwrapLimit('time', 'Work that opening the files of a layer may take, as 15m.'),
  spool: z.boolean().optional().meta({ description: 'Whether large wrappings are kept in temporary files.' }),
  'spool-size': unwrapLimit('spool', 'What is kept so at once, in bytes or as 4G.'),
  cache: z.boolean().optional().meta({ description: 'Whether the layer cache is used.' }),
  'cache-dir': name.optional().meta({ description: 'Folder of the layer cache.' }),
  concurrency: z.int().min(1).max(mostAtOnce).optional().meta({ description: 'Threads to scan with.' }),
  quiet: z.boolean().optional().meta({ description: 'No progress on stderr.' }),
})

export type Config = z.infer<typeof configSchema>
