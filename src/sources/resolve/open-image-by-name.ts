import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PlatformChoice } from '../../image/platform.js'
import type { ImageScheme, Reference } from '../../image/reference.js'
import { Failure, type Problem } from '../../problem.js'
import type { SourceOptions, Surroundings } from '../options.js'
import { plainLine } from '../plain-line.js'
import type { Source } from '../source.js'

type NameOptions = Pick<SourceOptions, 'pull' | 'onProgress' | 'dockerHost' | 'registry'> &
  Surroundings & { platform?: PlatformChoice }
type ImageReference = Extract<Reference, { kind: 'image' }>

/** One place that may have an image, asked by its name. */
type Keeper = (reference: ImageReference, options: NameOptions, signal?: AbortSignal) => Promise<Source>

/** Each way in is loaded when it is taken: together they cost more than a scan whose result is known. */
const keepers: Record<ImageScheme, Keeper> = {
  docker: async ({ image }, options, signal) => {
    const [{ findEngine }, { openEngineImage }] = await Promise.all([
      import('../engine/find/find-engine.js'),
      import('../engine/image/open-image.js'),
    ])
    return openEngineImage(await findEngine(options), image, options, signal)
  },
  podman: async ({ image }, options, signal) => {
    const [{ findEngine }, { podmanStrategies }, { openEngineImage }] = await Promise.all([
      import('../engine/find/find-engine.js'),
      import('../engine/find/podman.js'),
      import('../engine/image/open-image.js'),
    ])
    return openEngineImage(await findEngine(options, podmanStrategies, 'podman'), image, options, signal)
  },
  registry: async ({ image }, options, signal) => {
    const { openRegistryImage } = await import('../registry/open-image.js')
    return openRegistryImage(image, { ...options, reference: image.text }, signal)
  },
}

/** What lets the next one be asked. */
const movesOn: readonly Problem['code'][] = ['image-not-found', 'engine-unreachable']
/** What may be so because no image was meant. */
const notHad: readonly Problem['code'][] = [...movesOn, 'registry-unreachable', 'credentials-failed', 'pull-failed']

/**
 * Who is asked for an image, in order. An engine that the user named is asked alone; a registry, by whoever names no scheme, only if images may be
 * fetched, and if it can know the image.
 */
function keepersFor({ scheme, image }: ImageReference, { dockerHost, env, pull }: NameOptions): ImageScheme[] {
  if (scheme !== undefined) return [scheme]
  const isNamed = dockerHost || env.DOCKER_HOST || (env.DOCKER_CONTEXT && env.DOCKER_CONTEXT !== 'default')
  if (isNamed) return ['docker']
  return pull === 'never' || 'id' in image ? ['docker', 'podman'] : ['docker', 'podman', 'registry']
}

/**
 * Opens an image by its name. A file of the same name is never taken instead; it is told in a hint.
 * @throws Failure with what each place came to
 */
export async function openImageByName(
  reference: ImageReference,
  options: NameOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const file = await fileHint(reference, options.cwd)
  const problems: Problem[] = []
  for (const keeper of keepersFor(reference, options)) {
    try {
      const source = await keepers[keeper](reference, options, signal)
      return file ? withNote(source, file) : source
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push(error.problem)
      if (!movesOn.includes(error.problem.code)) break
    }
  }
  const worst = worstOf(problems)
  const hint = hintFor(worst, file, reference.hint)
  const message = problems.map((problem) => problem.message).join('; ')
  throw new Failure({ code: worst.code, message, ...(hint && { hint }) })
}

/** That nobody is there says least, if somebody else was and has no such image. */
function worstOf(problems: readonly Problem[]): Problem {
  const last = problems.at(-1)!
  return last.code === 'engine-unreachable'
    ? (problems.find(({ code }) => code !== 'engine-unreachable') ?? problems[0]!)
    : last
}

/** A file of that name says most; then that the name of a well-known image reads as a scheme. */
function hintFor({ code, hint }: Problem, file: string | undefined, scheme: string | undefined): string | undefined {
  if (file && notHad.includes(code)) return file
  return scheme && code === 'image-not-found' ? `${hint}; ${scheme}` : hint
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
