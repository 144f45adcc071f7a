import type { Exposure } from '../finding.js'
import type { Glob } from './glob/glob.js'

/** What is ignored, why, and until when. A place must meet everything that is set; of each list, one is enough. */
export type IgnoreRule = {
  /** Ids of findings. */
  ids?: readonly string[]
  /** Globs on the id of the signature. */
  signatures?: readonly Glob[]
  /** Globs on the path; what has none does not fit. */
  paths?: readonly Glob[]
  exposures?: readonly Exposure[]
  /** Globs on the image's reference, as the user named it. */
  images?: readonly Glob[]
  reason: string
  /** The last day on which it holds, `YYYY-MM-DD`, in UTC. */
  expires: string
  /** Where it stands: `.jetsamignore.yaml:7`. */
  origin: string
}
