import type { Exposure, Occurrence } from '../finding.js'
import { pages, type Recipe } from './recipe.js'

const composePages = {
  secrets: 'https://docs.docker.com/compose/how-tos/use-secrets/',
  interpolation: 'https://docs.docker.com/reference/compose-file/interpolation/',
}

const asSecret = `Let Compose mount it as a secret, which the program reads from a file (/run/secrets/{id}):
  services: { {SERVICE}: { secrets: [{id}] } }
  secrets: { {id}: { environment: {NAME} } }`

const asReference =
  'Or name it without a value, so that it comes from the environment of whoever starts the project:\n  services: { {SERVICE}: { environment: [{NAME}] } }'

const argument: Recipe = {
  summary: 'A build argument in a Compose file goes into the image history: hand it over as a build secret instead.',
  steps: [
    `Take it out of args, and give it to the build as a secret; in the Compose file:
  services: { {SERVICE}: { build: { context: ., secrets: [{id}] } } }
  secrets: { {id}: { environment: {NAME} } }
and in the Dockerfile, without an ARG:
  RUN --mount=type=secret,id={id},env={NAME} your-command`,
    'A value that comes from .env into args is in the image all the same.',
  ],
  links: [composePages.secrets, pages.buildSecrets],
}

const variable: Recipe = {
  summary: 'Whoever can read the Compose file, its env files or the running container has it: make it a secret.',
  steps: [asSecret, asReference],
  links: [composePages.secrets, composePages.interpolation],
}

const written: Recipe = {
  summary: 'Whoever can read the Compose file has it: name the secret there, never write it.',
  steps: [asSecret, `Or let a reference stand in its place: \${{NAME}:?not set}`],
  links: [composePages.secrets, composePages.interpolation],
}

const recipes: Partial<Record<Exposure, Recipe>> = { 'build-arg': argument, history: argument, env: variable }

/** For what a file of a Compose project says; undefined for every other place. Sources: docs.docker.com, "Secrets in Compose", "Interpolation". */
export function composeRecipe({ compose, exposure }: Occurrence): Recipe | undefined {
  return compose && (recipes[exposure] ?? written)
}

/** The last step where no image is concerned. */
export const cleanUpRepository =
  'If the file was ever committed, its history keeps it: changing the secret is what counts. List env files in .gitignore.'

/** Whether no image has the secret: it stands in files of a Compose project alone, and goes into no build. */
export function isBesideImages(occurrences: readonly Occurrence[]): boolean {
  return occurrences.every(({ compose, exposure }) => compose && exposure !== 'build-arg' && exposure !== 'history')
}
