import type { CompiledSignature } from '../../signatures/table.js'
import type { Remedy } from '../finding.js'
import { revokeStep } from './revoke.js'

/**
 * What to do about a secret that the base image brought: nothing that is written into one's own Dockerfile takes it out. `base`: its name, or ''.
 */
export function baseRemedy(
  signature: Pick<CompiledSignature, 'id' | 'severity' | 'provider' | 'revoke'>,
  base: string,
): Remedy {
  const image = base === '' ? 'the base image' : `the base image ${base}`
  return {
    summary: `It comes from ${image}: it cannot be removed by a Dockerfile that is built on it.`,
    steps: [
      ...(signature.severity === 'info' ? [] : [`If it is yours: ${lowerFirst(revokeStep(signature))}`]),
      `Tell the maintainers of ${image}. If they are you, scan that image and mend its Dockerfile.`,
      'Choose another tag, or another image, in the FROM line, and build with the newest one:\n  docker build --pull --no-cache .',
      'A file that your own layers delete or overwrite is still in the layer below, for everyone who can pull the image.',
    ],
    links: signature.revoke ? [signature.revoke] : [],
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
