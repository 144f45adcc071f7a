import { z } from 'zod'
import type { IgnoreRule } from '../../findings/ignore/rule.js'
import { readTextFile } from '../gate/read-text-file.js'
import { compileRule, rulesSchema } from './rule-schema.js'
import { readYaml } from './yaml/read-yaml.js'

/** In bytes, of a file that people write. */
export const configLimit = 1024 * 1024

/** `.jetsamignore.yaml`. `schema/ignore.schema.json` says the same to editors. */
export const ignoreFileSchema = z.strictObject({ ignore: rulesSchema.optional() })

/** Reads a list of what is to be ignored. `shown`: the file's name for messages. Throws a `Failure` (`config-invalid`). */
export async function readIgnoreFile(file: string, shown: string): Promise<IgnoreRule[]> {
  const text = await readTextFile(file, { what: 'the ignore file', limit: configLimit, code: 'config-invalid' })
  const { value, origin } = readYaml(shown, text, ignoreFileSchema)
  return (value.ignore ?? []).map((rule, at) => compileRule(rule, origin(['ignore', at])))
}
