import type { CompiledSignature } from '../../signatures/table.js'

/** What makes a secret worthless, in a step. */
export function revokeStep(
  { id, provider, revoke }: Pick<CompiledSignature, 'id' | 'provider' | 'revoke'>,
  who = 'can pull the image',
): string {
  if (/(^|-)private-key($|-)/.test(id)) {
    return `Make a new key pair, and take the old public key away from everything that trusts it: whoever ${who} has the private one.`
  }
  if (revoke)
    return `Revoke it${provider ? ` at ${provider}` : ''} (first link) and issue another: whoever ${who} has it.`
  return `Change it${provider ? ` at ${provider}` : ' wherever it is in force'}: whoever ${who} has it.`
}
