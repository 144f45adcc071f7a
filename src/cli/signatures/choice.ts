import { Failure } from '../../problem.js'
import type { SignatureChoice } from '../../scan/signatures-in-force.js'

/** The flags that choose signatures, as commander hands them over. */
export type RawChoiceFlags = { signatures?: string[]; only?: string[]; skip?: string[] }

/** The flags, read: each `--only` and `--skip` may be a list with commas. Throws a `Failure` for an empty name. */
export function readChoice({ signatures = [], only = [], skip = [] }: RawChoiceFlags): SignatureChoice {
  for (const file of signatures)
    if (file.trim() === '') throw empty('--signatures', file, 'must name a file or a folder')
  return {
    ...(signatures.length > 0 && { signatureFiles: signatures }),
    ...(only.length > 0 && { only: only.flatMap((list) => namesIn('--only', list)) }),
    ...(skip.length > 0 && { skip: skip.flatMap((list) => namesIn('--skip', list)) }),
  }
}

function namesIn(flag: string, list: string): string[] {
  const names = list.split(',').map((name) => name.trim())
  if (names.includes('')) throw empty(flag, list, 'must be names, parted by commas')
  return names
}

function empty(flag: string, given: string, rule: string): Failure {
  return new Failure({ code: 'usage', message: `${flag} '${given}': ${rule}` })
}
