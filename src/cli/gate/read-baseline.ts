import { type Baseline, baselineSchema } from '../../findings/baseline/baseline.js'
import { Failure } from '../../problem.js'
import { readTextFile } from './read-text-file.js'

/** A hundred thousand findings fit in. */
const limit = 32 * 1024 * 1024

/** Reads a file that `jetsam baseline` wrote. Throws a `Failure` (`baseline-invalid`) that says where it is wrong, and quotes nothing of it. */
export async function readBaseline(file: string): Promise<Baseline> {
  const code = 'baseline-invalid'
  const hint = 'jetsam baseline IMAGE --output FILE makes one'
  const text = await readTextFile(file, { what: 'the baseline', limit, code, hint })
  const parsed = baselineSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  const where = (first?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  const place = where === '' ? '' : ` at ${where.replace(/^\./, '')}`
  throw new Failure({ code, message: `${file} is no baseline${place}: ${first?.message ?? 'it is empty'}`, hint })
}

/** Undefined for what is no JSON; the schema says so. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
