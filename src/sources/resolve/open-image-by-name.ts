import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PlatformChoice } from '../../image/platform.js'
import type { Reference } from '../../image/reference.js'
import { Failure, type Problem } from '../../problem.js'
import type { EngineClient } from '../engine/api/client.js'
import { openEngineImage } from '../engine/image/open-image.js'
import type { SourceOptions, Surroundings } from '../options.js'
import { plainLine } from '../plain-line.js'
import type { Source } from '../source.js'

type NameOptions = Pick<SourceOptions, 'pull' | 'onProgress'> & Surroundings & { platform?: PlatformChoice }
type ImageReference = Extract<Reference, { kind: 'image' }>

/** One place that may have an image, asked by its name. */
type Keeper = (
  reference: ImageReference,
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
  reference: ImageReference,
  engine: () => Promise<EngineClient>,
  options: NameOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const file = await fileHint(reference, options.cwd)
  const problems: Problem[] = []
  for (const keeper of keepers) {
    try {
      const source = await keeper(reference, engine, options, signal)
      return file ? withNote(source, file) : source
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push(error.problem)
      if (!movesOn.includes(error.problem.code)) break
    }
  }
  const last = problems.at(-1)!
  const hint = hintFor(last, file, reference.hint)
  const message = problems.map((problem) => problem.message).join('; ')
  throw new Failure({ code: last.code, message, ...(hint && { hint }) })
}

/** A file of that name says most; then that the name of a well-known image reads as a scheme. */
function hintFor({ code, hint }: Problem, file: string | undefined, scheme: string | undefined): string | undefined {
  if (file && movesOn.includes(code)) return file
  return scheme && code === 'image-not-found' ? `${hint}; ${scheme}` : hint
}

async function fromDockerEngine(
  { image }: ImageReference,
  engine: () => Promise<EngineClient>,
  options: NameOptions,
  signal?: AbortSignal,
): Promise<Source> {
  return openEngineImage(await engine(), image, options, signal)
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

/** Whoever names no scheme may have meant the file of that name, which is never taken by itself. */
async function fileHint({ text, scheme }: ImageReference, cwd: string): Promise<string | undefined> {
  if (scheme !== undefined) return undefined
  try {
    const isFile = (await stat(resolve(cwd, text))).isFile()
    return isFile ? `there is a file of that name: docker-archive:${plainLine(text)} scans it` : undefined
  } catch {
    return undefined
  }
}
