import type { LayoutChoice } from '../../../image/reference.js'
import type { Problem } from '../../../problem.js'
import { plainLine } from '../../plain-line.js'

/** Names that one line tells at most. */
const NAMES_SHOWN = 3

/** A few of many names that others wrote, for one line. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map(plainLine).join(', ')
  return names.length > NAMES_SHOWN ? `${shown}, …` : shown
}

/** What an archive lacks although it, or the user, names it. `of`: the archive. */
export const lack = {
  layers: (of: string, paths: readonly string[]): Problem => ({
    code: 'layer-missing',
    message: `${of} lacks ${paths.length === 1 ? 'a layer' : `${paths.length} layers`} that its manifest names: ${someOf(paths)}`,
    hint: 'Save the image again; what is there was scanned',
  }),
  config: (of: string, path: string): Problem => ({
    code: 'archive-corrupt',
    message: `${of} lacks the config that its manifest names: ${plainLine(path)}`,
    hint: 'Save the image again; the layers that are there were scanned, but not the environment and the history',
  }),
  manifest: (of: string, name: string): Problem => ({
    code: 'archive-corrupt',
    message: `${of} lacks the manifest that its index names: ${plainLine(name)}`,
    hint: 'Save the image again; what is there was scanned',
  }),
  chosen: (of: string, choice: LayoutChoice, tags: readonly string[]): Problem => ({
    code: 'image-not-found',
    message: `${of} holds no image ${'tag' in choice ? `tagged ${choice.tag}` : choice.digest}`,
    hint:
      tags.length > 0
        ? `It holds ${someOf(tags)}; without a tag all of it is scanned`
        : 'Without a tag all of it is scanned',
  }),
} as const
