import { readSignatureTable } from '../signatures/read-table.js'
import type { SignatureTable } from '../signatures/table.js'

/** What a user says of the signatures: files and folders with own ones, and which are to be told. */
export type SignatureChoice = {
  signatureFiles?: readonly string[]
  only?: readonly string[]
  skip?: readonly string[]
}

export type SignaturesInForce = {
  table: SignatureTable
  /** Ids of what the user's files hold. */
  own: readonly string[]
  /** Templates of examples for rules of the user's, by id. */
  examples: ReadonlyMap<string, readonly string[]>
  /** What a user should know; each a line. */
  notes: string[]
}

/**
 * The table that a scan uses: the one that is built in, the user's signatures, and which are told. Throws a `Failure` for what is wrong
 * with either. Loads what it takes to read the user's files only if there are any.
 */
export async function signaturesInForce({
  signatureFiles = [],
  only = [],
  skip = [],
}: SignatureChoice): Promise<SignaturesInForce> {
  const builtIn = readSignatureTable()
  const { table, notes, ...ofUser } =
    signatureFiles.length > 0 ? await withUserFiles(builtIn, signatureFiles) : { ...withNothing, table: builtIn }
  if (only.length === 0 && skip.length === 0) return { table, notes, ...ofUser }
  const { selectSignatures } = await import('../signatures/select.js')
  const selected = selectSignatures(table, { only, skip })
  const told = table.signatures.length - (selected.untold?.length ?? 0)
  return { table: selected, ...ofUser, notes: [...notes, `${told} of ${table.signatures.length} signatures are told`] }
}

const withNothing = { own: [], examples: new Map<string, string[]>(), notes: [] }

async function withUserFiles(builtIn: SignatureTable, paths: readonly string[]): Promise<SignaturesInForce> {
  const [{ loadUserSignatures }, { addUserSignatures }, { checks }, { kindRecipes }] = await Promise.all([
    import('../signatures/user/load-user-signatures.js'),
    import('../signatures/user/add-user-signatures.js'),
    import('../detect/checks/checks.js'),
    import('../findings/remedies/kinds.js'),
  ])
  const user = loadUserSignatures(paths)
  const known = { checks: new Set(checks.keys()), remedies: new Set(Object.keys(kindRecipes)) }
  const { examples, notes, signatures, imported } = user
  const own = [...new Set([...signatures, ...imported].map(({ id }) => id))]
  return { table: addUserSignatures(builtIn, user, known), own, examples, notes }
}
