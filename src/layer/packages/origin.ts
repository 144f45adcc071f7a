/**
 * Where a package comes from, as far as the image tells. `distribution`: a public one, whose packages everybody can read.
 * `signers`: whoever signs what the system installs (see `PackageDatabase.signers`). `index`: a language's package index, or anybody's
 * disk: what `what` names says the same in both cases.
 */
export type Origin = { kind: 'distribution'; name: string } | { kind: 'signers' } | { kind: 'index'; what: string }

export function sameOrigin(a: Origin | null, b: Origin | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
