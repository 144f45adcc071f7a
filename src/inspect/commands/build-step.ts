import type { Candidate } from '../../findings/candidate.js'
import { shift } from '../variables/placed.js'
import { inspectDockerfile } from './dockerfile.js'

const stepName = /^(?:\[[^\]\n]{1,200}\] )?(?:mount \S{1,200} from exec )?(?:\/bin\/(?:ba|a)?sh -\w{0,4}c )?/

/**
 * Secrets in BuildKit's name of a step, as an engine's build-cache records have it: `[stage-0 2/3] RUN …`,
 * `mount / from exec /bin/sh -c …`. Offsets refer to `text`.
 */
export function inspectBuildStep(text: string): Candidate[] {
  const from = stepName.exec(text)?.[0].length ?? 0
  return inspectDockerfile(text.slice(from)).map((found) => shift(found, from))
}
