import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Failure, type Problem, problemOf } from '../../problem.js'
import type { EngineClient } from '../engine/api/client.js'
import { parseImageName } from '../engine/image/image-name.js'
import { openEngineImage } from '../engine/image/open-image.js'
import type { SourceOptions, Surroundings } from '../options.js'
import { plainLine } from '../plain-line.js'
import type { Source } from '../source.js'

type NameOptions = SourceOptions & Surroundings
type NamedImage = { name: string; isNamed: boolean }

/** One place that may have an image, asked by its name. */
type Keeper = (
  asked: NamedImage,
  engine: () => Promise<EngineClient>,
  options: NameOptions,
  signal?: AbortSignal,
) => Promise<Source>

/** Who is asked for an image, in order. Only "there is none" or "nobody is there" moves on to the next. */
const keepers: readonly Keeper[] = [fromDockerEngine]
const movesOn: readonly Problem['code'][] = ['image-not-found', 'engine-unreachable']

/**
 * Opens an image by its name. A file of the same name is never taken instead; it is told in a hint.
 * @throws Failure with what each place came to
 */
export async function openImageByName(
  asked: NamedImage,
  engine: () => Promise<EngineClient>,
  options: NameOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const isFileToo = !asked.isNamed && (await isFile(resolve(options.cwd, asked.name)))
  const problems: Problem[] = []
  for (const keeper of keepers) {
    try {
      const source = await keeper(asked, engine, options, signal)
      return isFileToo
        ? withNote(source, `a file called ${asked.name} is here too; docker-archive:${asked.name} scans that`)
        : source
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push(problemOf(error))
      if (!movesOn.includes(error.problem.code)) break
    }
  }
  const last = problems.at(-1)!
  const message = problems.map((problem) => problem.message).join('; ')
  const fileHint = `there is a file of that name: docker-archive:${plainLine(asked.name)} scans it`
  const hint = isFileToo ? fileHint : last.hint
  throw new Failure({ code: last.code, message, ...(hint && { hint }) })
}

async function fromDockerEngine(
  { name }: NamedImage,
  engine: () => Promise<EngineClient>,
  options: NameOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const parsed = parseImageName(name)
  if (!parsed) {
    throw new Failure({
      code: 'usage',
      message: `${plainLine(name)} is no image name`,
      hint: 'Names look like alpine:3.20 or ghcr.io/owner/image@sha256:…; a file is named ./FILE or docker-archive:FILE',
    })
  }
  return openEngineImage(await engine(), parsed, options, signal)
}

function withNote(source: Source, note: string): Source {
  return {
    ...source,
    read: async (reader, signal) => {
      const result = await source.read(reader, signal)
      return { ...result, notes: [...result.notes, note] }
    },
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
