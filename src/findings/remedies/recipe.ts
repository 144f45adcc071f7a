/**
 * What to do about a secret in one kind of place. The texts may hold `{NAME}` (a variable), `{id}` (a build secret's id),
 * `{path}`, `{file}` (its base name) and `{SERVICE}` (of a Compose project). A step may go on in further lines, indented: commands, to be shown as they stand.
 */
export type Recipe = { summary: string; steps: readonly string[]; links: readonly string[] }

/** Stands in a recipe for the command of the user's own RUN, which takes its place where it is known. */
export const anyCommand = 'your-command'

/** Pages that several recipes refer to. */
export const pages = {
  buildSecrets: 'https://docs.docker.com/build/building/secrets/',
  multiStage: 'https://docs.docker.com/build/building/multi-stage/',
  dockerignore: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  provenance: 'https://docs.docker.com/build/metadata/attestations/slsa-provenance/',
  proxy: 'https://docs.docker.com/engine/cli/proxy/',
  prune: 'https://docs.docker.com/reference/cli/docker/builder/prune/',
  runEnvironment: 'https://docs.docker.com/reference/cli/docker/container/run/#env',
} as const
