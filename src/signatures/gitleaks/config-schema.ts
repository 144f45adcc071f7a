import { z } from 'zod'

/** Lists may also be written as one string, with commas, and numbers as strings: the format's own reader takes both. */
const list = z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]).default([])
const text = z.string().default('')
const count = z.coerce.number().int().min(0).default(0)

const allowlist = z.object({
  condition: text,
  paths: list,
  regextarget: text,
  regexes: list,
  stopwords: list,
  commits: list,
})

const globalAllowlist = allowlist.extend({ targetrules: list })

const rule = z.object({
  id: text,
  description: text,
  path: text,
  regex: text,
  secretgroup: count,
  entropy: z.coerce.number().min(0).default(0),
  keywords: list,
  tags: list,
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
  required: z.array(z.unknown()).default([]),
  skipreport: z.boolean().default(false),
})

/**
 * A configuration of gitleaks (https://github.com/gitleaks/gitleaks#configuration), with the names of all members in lower case: they
 * count in any. What it does not know is let be.
 */
export const gitleaksSchema = z.object({
  extend: z.object({ usedefault: z.boolean().default(false), path: text, disabledrules: list }).optional(),
  rules: z.array(rule).default([]),
  allowlist: globalAllowlist.optional(),
  allowlists: z.array(globalAllowlist).default([]),
})

export type GitleaksConfig = z.infer<typeof gitleaksSchema>
export type GitleaksRule = GitleaksConfig['rules'][number]
export type GitleaksAllowlist = z.infer<typeof allowlist>
