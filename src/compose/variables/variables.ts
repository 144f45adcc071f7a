import { readDotenv } from '../../inspect/files/syntax/dotenv.js'
import type { TextFile } from '../yaml/text-file.js'
import type { Piece } from './interpolate.js'

/** A variable that an env file sets, with the place of its value. */
export type FileVariable = { value: string; file: TextFile; start: number; end: number }

/** What interpolation draws on. The environment of the process wins over the files. */
export type Variables = { env: Readonly<Record<string, string | undefined>>; files: ReadonlyMap<string, FileVariable> }

/** The variables of env files: of several with a name the last one counts, but those of `above` win over all. */
export function variablesOf(files: readonly TextFile[], above: Variables): Variables {
  const all = new Map<string, FileVariable>()
  for (const file of files) {
    for (const { path, value, start, end } of readDotenv(file.text)) all.set(path[0]!, { value, file, start, end })
  }
  for (const [name, variable] of above.files) all.set(name, variable)
  return { env: above.env, files: all }
}

/** A text with more variables and literals than this is no name of anything. */
const maxPieces = 100

/** What a text stands for when Compose runs here. `unset`: variables without a value, for which it takes nothing. Byte strings. */
export function resolvedText(pieces: readonly Piece[], variables: Variables): { value: string; unset: string[] } {
  const unset: string[] = []
  const value = pieces
    .slice(0, maxPieces)
    .map((piece) => pieceValue(piece, variables, unset))
    .join('')
  return { value, unset }
}

function pieceValue(piece: Piece, variables: Variables, unset: string[]): string {
  if (piece.kind === 'literal') return piece.text
  const { name, operator, other } = piece
  const own = Object.hasOwn(variables.env, name) ? variables.env[name] : undefined
  const value = own === undefined ? variables.files.get(name)?.value : Buffer.from(own).toString('latin1')
  const isSet = value !== undefined && (value !== '' || !operator?.startsWith(':'))
  const instead = () => other.map((one) => pieceValue(one, variables, unset)).join('')
  if (operator?.endsWith('+')) return isSet ? instead() : ''
  if (operator?.endsWith('-') && !isSet) return instead()
  if (value === undefined) unset.push(name)
  return value ?? ''
}
