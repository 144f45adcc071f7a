import type { CompiledSignature } from '../signatures/table.js'
import type { Occurrence, Remedy } from './finding.js'
import { baseRemedy } from './remedies/base.js'
import { cleanUpRepository, composeRecipe, isBesideImages } from './remedies/compose.js'
import { fileRecipes } from './remedies/files.js'
import { fillIn, variableOf } from './remedies/fill.js'
import { kindOfPath, kindRecipes } from './remedies/kinds.js'
import { commandOf, commandsWith } from './remedies/own-commands.js'
import { gitRecipe, placeRecipes, proxyRecipe, stateRecipes, writtenRecipe } from './remedies/places.js'
import { anyCommand, type Recipe } from './remedies/recipe.js'
import { revokeStep } from './remedies/revoke.js'

/** What a remedy depends on, beside the places. */
type RemedySignature = Pick<CompiledSignature, 'id' | 'severity' | 'provider' | 'revoke' | 'remedy'> & {
  kind?: CompiledSignature['kind']
}

/** Once so many recipes are collected, further kinds of place add none: nobody reads on. */
const enoughRecipes = 6

/**
 * What to do about a finding: make the secret worthless, build without it, get rid of what was pushed. The occurrences come in
 * the report's order; the first one gives the summary. `base`: the name of the base image, if that surely brought all of them.
 */
export function remedyFor(signature: RemedySignature, occurrences: readonly Occurrence[], base?: string): Remedy {
  if (base !== undefined) return baseRemedy(signature, base)
  const whole = wholeRecipe(signature, occurrences)
  const chosen = whole ? [{ recipe: whole, place: occurrences[0] }] : recipesOf(withoutCopies(occurrences))
  const isSecret = signature.severity !== 'info' && !whole
  const filled = chosen.map(({ recipe, place = {} }) =>
    recipe.steps.map((step) => withCommands(fillIn(step, place), variableOf(place), occurrences)),
  )
  const isBeside = isBesideImages(occurrences)
  const revoke = revokeStep(signature, isBeside ? 'can read these files' : 'can pull the image')
  const cleanUp = isBeside ? cleanUpRepository : cleanUpStep
  const steps = [...(isSecret ? [revoke] : []), ...filled.flat(), ...(isSecret ? [cleanUp] : [])]
  const links = [...(signature.revoke ? [signature.revoke] : []), ...chosen.flatMap(({ recipe }) => recipe.links)]
  return { summary: chosen[0]?.recipe.summary ?? '', steps: [...new Set(steps)], links: [...new Set(links)] }
}

const cleanUpStep =
  'Rebuild and push. Then delete the old tags in the registry, and the untagged manifests: whoever knows a digest can still pull it. The hosts that built it keep it, too, in their build cache:\n  docker builder prune --all'

/** A remedy for this kind of secret, whatever the place: as the signature names it, or because all places are such files. */
function wholeRecipe(
  { id, kind: what, remedy }: RemedySignature,
  occurrences: readonly Occurrence[],
): Recipe | undefined {
  const kinds = new Set(occurrences.map(({ path }) => path && kindOfPath(path)))
  const [kind] = kinds.size === 1 ? kinds : []
  const name = remedy ?? kind ?? (what === 'identifier' ? what : id)
  if (name === 'internal-address' && occurrences.some(({ key }) => key && isProxy(key))) return proxyRecipe
  return Object.hasOwn(kindRecipes, name) ? kindRecipes[name] : undefined
}

/** Other fields of a config repeat what an instruction set (`container_config`, an older engine's JSON): mend the instruction. */
function withoutCopies(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  const set = occurrences.filter(({ exposure }) => exposure !== 'config')
  return set.length > 0 ? set : occurrences
}

type Chosen = { recipe: Recipe; place: Occurrence | undefined }

/** The recipes of the kinds of place, each once, with the first place of its kind. */
function recipesOf(occurrences: readonly Occurrence[]): Chosen[] {
  const chosen = new Map<Recipe, Chosen>()
  for (const place of occurrences) {
    for (const recipe of recipesOfPlace(place, occurrences)) {
      if (!chosen.has(recipe)) chosen.set(recipe, { recipe, place })
    }
    if (chosen.size >= enoughRecipes) break
  }
  return [...chosen.values()]
}

function recipesOfPlace(place: Occurrence, all: readonly Occurrence[]): Recipe[] {
  const { exposure, key, path, state = 'live' } = place
  const inCompose = composeRecipe(place)
  if (inCompose) return [inCompose]
  if (exposure !== 'file') {
    if (key && isProxy(key)) return [proxyRecipe]
    return [placeRecipes[exposure], ...(fetchesRepository(place) ? [gitRecipe] : [])]
  }
  if (isWrittenByRun(place, all)) return [writtenRecipe]
  const recipe = path === undefined ? undefined : fileRecipes.find(({ matches }) => matches.test(path))?.recipe
  const ofState = stateRecipes[state]
  return [...(ofState ? [ofState] : []), recipe ?? placeRecipes.file]
}

/** A file that a RUN wrote which was given the secret, or held it. */
function isWrittenByRun({ instruction }: Occurrence, all: readonly Occurrence[]): boolean {
  if (instruction === undefined || commandOf(instruction.text) === undefined) return false
  return all.some((one) => one.exposure !== 'file' && one.instruction?.index === instruction.index)
}

function fetchesRepository({ instruction }: Occurrence): boolean {
  const command = instruction && commandOf(instruction.text)
  return command !== undefined && /\bgit\s+(?:clone|fetch|pull|submodule)\b|\bgit\+https:/.test(command)
}

/** The user's own commands, where the history tells them, in place of the one that stands for any. */
function withCommands(step: string, name: string, occurrences: readonly Occurrence[]): string {
  if (!step.includes(`,env=${name} ${anyCommand}`)) return step
  const rows = occurrences.flatMap(({ instruction, exposure }) =>
    instruction && exposure !== 'file' ? [{ text: instruction.text, isLiteral: exposure === 'history' }] : [],
  )
  const commands = commandsWith(name, rows)
  if (commands.length === 0) return step
  return step.replace(/^( *RUN .*) your-command$/m, (_, start: string) =>
    commands.map((command) => `${start} ${command}`).join('\n'),
  )
}

function isProxy(key: string): boolean {
  return /^(https?|ftp|all|no)_proxy$/i.test(key)
}
