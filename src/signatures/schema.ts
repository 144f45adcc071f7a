import { z } from 'zod'
import { severities } from '../findings/finding.js'

const url = z.url({ protocol: /^https$/, error: 'must be an https address' })
const line = z.string().min(1).max(200)
const id = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words, parted by single dashes')

/** A word is compared without regard to case, so it is written in lower case. */
const word = z
  .string()
  .min(2)
  .max(64)
  .refine((text) => text === text.toLowerCase(), 'must be lower case')

const near = z
  .strictObject({
    words: z.array(word).max(48).default([]).describe('One of these must stand near the value.'),
    ordinary: z
      .array(word)
      .max(16)
      .default([])
      .describe(
        'Words of everyday language: they count only with key, token, secret, client or the like straight behind them, or new before them.',
      ),
    within: z.int().min(1).max(1_000).default(40).describe('Bytes that may lie between the word and the value.'),
  })
  .refine(({ words, ordinary }) => words.length + ordinary.length > 0, 'needs a word')

const keyword = z.string().min(2).max(200)

const signature = z.strictObject({
  id: id.describe('Unique among all signatures; part of the report, so it never changes.'),
  title: line.describe('What the thing is, in the words of its vendor.'),
  provider: line.optional().describe("Whose it is, where it is not the file's provider."),
  severity: z.enum(severities).describe('What a stranger can do with it.'),
  value: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe('One template or several. Without one, the signature belongs to an inspector, or has a regex.'),
  near: near.optional(),
  regex: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe("What no template can say, in RE2's syntax; its first group that is not empty is the secret."),
  keywords: z
    .array(keyword)
    .max(100)
    .default([])
    .describe('One of these must stand near what the regex matches; without any, it is tried everywhere.'),
  examples: z
    .array(z.string())
    .max(20)
    .default([])
    .describe('Templates of texts in which the regex finds a secret, for `jetsam signatures test`.'),
  kind: z.enum(['secret', 'identifier']).default('secret').describe('An identifier is public by itself.'),
  generic: z.boolean().default(false).describe('Yields to a specific signature that recognised the same bytes.'),
  confidence: z.enum(['likely', 'possible']).default('likely'),
  remedy: id.optional().describe("Name of a remedy, where the exposure's own does not fit."),
  checks: z
    .array(z.string().regex(/^[a-z0-9-]+(:[a-z0-9-]+)*$/, 'must be a name, with arguments after colons'))
    .default([])
    .describe('Further checks on a match.'),
  tags: z.array(id).default([]),
  docs: url.optional(),
  revoke: url.optional(),
  note: z.string().optional().describe('Why it is as it is; for readers of the file.'),
})

/** One file of `/signatures`: a provider or a theme. `provider`, `docs` and `revoke` hold for each signature that has no own. */
export const signatureFileSchema = z.strictObject({
  provider: line.optional(),
  docs: url.optional().describe("The vendor's page that proves the formats."),
  revoke: url.optional().describe('The page where an owner revokes it.'),
  signatures: z.array(signature).min(1),
})

export type SignatureFile = z.infer<typeof signatureFileSchema>
export type SignatureEntry = SignatureFile['signatures'][number]
