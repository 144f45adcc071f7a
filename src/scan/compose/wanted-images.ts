import type { ComposeProject } from '../../compose/project.js'
import type { ComposeService } from '../../compose/service.js'
import type { Problem } from '../../problem.js'
import type { PullPolicy } from '../../sources/options.js'
import type { Dockerfile } from '../place/dockerfile-lines.js'
import type { ScannedSource } from '../place/source.js'

/** An image that is to be scanned, and for whom. Without a reference: all that the engine has. */
export type WantedImage = {
  reference: string | undefined
  /** The services of a Compose project that run it. */
  services?: ComposeService[]
  pull?: PullPolicy
  dockerfile?: Dockerfile
}

/**
 * The images of all services of a Compose project, each once, asked of the Docker engine. What Compose builds is never pulled: a stranger's
 * image may have that name.
 */
export function imagesOfServices({ services }: ComposeProject): WantedImage[] {
  const wanted = new Map<string, WantedImage & { services: ComposeService[] }>()
  for (const service of services) {
    if (service.image === undefined) continue
    const reference = `docker:${service.image}`
    const one = wanted.get(reference) ?? { reference, services: [] }
    one.services.push(service)
    if (service.isBuilt) one.pull = 'never'
    if (service.dockerfile) one.dockerfile ??= service.dockerfile
    wanted.set(reference, one)
  }
  return [...wanted.values()]
}

/** Services without an image that could be scanned, as problems. */
export function problemsOfServices({ services }: ComposeProject): Problem[] {
  return services.flatMap(({ name, mistake }) =>
    mistake === undefined
      ? []
      : [
          {
            code: 'compose-invalid',
            message: `service ${name} ${mistake.what}`,
            hint: mistake.hint,
          },
        ],
  )
}

/** What was scanned for services, told so. */
export function forServices(scanned: ScannedSource, services: readonly ComposeService[]): ScannedSource {
  const names = services.map(({ name }) => name)
  return {
    ...scanned,
    images: scanned.images.map((image) => ({ ...image, services: names })),
    placed: scanned.placed.map((one) => ({ ...one, occurrence: { ...one.occurrence, services: names } })),
  }
}

/** The problem with the services that it is about, and what to do where their image is missing. */
export function problemForServices(problem: Problem, services: readonly ComposeService[], file: string): Problem {
  const names = services.map(({ name }) => name)
  const message = `service ${names.join(', ')}: ${problem.message}`
  if (problem.code !== 'image-not-found' && problem.code !== 'pull-failed') return { ...problem, message }
  const verb = services.some(({ isBuilt }) => isBuilt) ? 'build' : 'pull'
  const words = services.every(({ name }) => isPlain(name)) ? names.join(' ') : 'SERVICE'
  const profiles = [...new Set(services.flatMap((service) => service.profiles))].filter(isPlain)
  const options = profiles.map((profile) => ` --profile ${profile}`).join('')
  return {
    ...problem,
    message,
    hint: `docker compose -f ${isPlain(file) ? file : 'FILE'}${options} ${verb} ${words}, then scan again`,
  }
}

/** Whether a text can stand in a command as it is. */
function isPlain(text: string): boolean {
  return /^[\w./][\w./-]*$/.test(text)
}
