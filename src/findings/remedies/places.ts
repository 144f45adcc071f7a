import type { Exposure, LifeState } from '../finding.js'
import { anyCommand, pages, type Recipe } from './recipe.js'

const mountAsVariable = `If a build step needs it, give it to that step alone, as a build secret:
  RUN --mount=type=secret,id={id},env={NAME} ${anyCommand}
  docker build --secret id={id},env={NAME} .
or, where Compose builds:
  services: { {SERVICE}: { build: { context: ., secrets: [{id}] } } }
  secrets: { {id}: { environment: {NAME} } }`

const mountAsFile = `If a build step needs the file, mount it for that step alone:
  RUN --mount=type=secret,id={id},target={path} ${anyCommand}
  docker build --secret id={id},src={file} .`

const giveAtRunTime = `Give it to the container when it starts, not to the image:
  docker run --env {NAME} IMAGE
or as a secret of your orchestrator, mounted as a file.`

const mountAtRunTime = `If the container needs the file, give it to the container when it starts:
  docker run --mount type=bind,src="$PWD/{file}",target={path},readonly IMAGE
or as one of your orchestrator's secrets.`

const started = (what: string, word: string): Recipe => ({
  summary: `${what} is readable by everyone who can pull the image: keep secrets out of it.`,
  steps: [
    `Let the shell that starts the program put in the variable, and give it to the container when it starts:
  ${word} exec your-program --token "\${{NAME}}"
  docker run --env {NAME} IMAGE
or as a secret of your orchestrator, mounted as a file.`,
  ],
  links: [pages.runEnvironment],
})

/**
 * By exposure. Sources of the facts: `RUN --mount=type=secret` with `env=` and `target=`, Dockerfile reference (`env` needs
 * the Dockerfile frontend 1.10); `secrets` of a Compose file and of its `build`, Compose file reference; what stays in an image's history and provenance, Docker's pages on build secrets and SLSA provenance.
 */
export const placeRecipes: Record<Exposure, Recipe> = {
  'build-arg': {
    summary: 'A build argument is kept in the image history: hand it over as a build secret instead.',
    steps: ['Remove the ARG from the Dockerfile and the --build-arg from the command.', mountAsVariable],
    links: [pages.buildSecrets],
  },
  env: {
    summary: 'ENV is stored in the image for everyone to read: set the variable when the container starts.',
    steps: [`Remove the ENV. ${giveAtRunTime}`, mountAsVariable],
    links: [pages.runEnvironment, pages.buildSecrets],
  },
  label: {
    summary: 'A label is readable by everyone who can pull the image: keep secrets out of it.',
    steps: [
      'Remove the value from LABEL, or from the --label option of the build. Nothing reads a secret from a label.',
    ],
    links: [],
  },
  command: started('The default command', 'CMD'),
  entrypoint: started('The entrypoint', 'ENTRYPOINT'),
  healthcheck: {
    summary: 'The health check is stored in the image as it is written: let it read the secret where it runs.',
    steps: [
      `Let the check read the value from the container's environment, or from a file that is mounted, when it runs:
  HEALTHCHECK CMD your-check --token "\${{NAME}}"
  docker run --env {NAME} IMAGE`,
    ],
    links: [pages.runEnvironment],
  },
  onbuild: {
    summary: 'An ONBUILD trigger is stored in the image, and again in every image built upon it.',
    steps: ['Take the value out of the trigger.', mountAsVariable],
    links: [pages.buildSecrets],
  },
  config: {
    summary: "The image's configuration is readable by everyone who can pull it: keep secrets out of it.",
    steps: [
      'Remove the value from the instruction or the build tool that wrote this field. These show what the image says of itself:\n  docker image inspect IMAGE\n  docker history --no-trunc IMAGE',
    ],
    links: [],
  },
  history: {
    summary: 'The text of every instruction is kept in the image history: name the secret there, never write it.',
    steps: [
      'Take the literal value out of the instruction; unsetting or deleting it afterwards does not remove it.',
      mountAsVariable,
    ],
    links: [pages.buildSecrets],
  },
  file: {
    summary: 'The file is part of a layer: keep it out of the build context, and mount it where a step needs it.',
    steps: [
      'Keep the file out of the image: list it in .dockerignore, or copy only what you need.',
      mountAsFile,
      mountAtRunTime,
    ],
    links: [pages.dockerignore, pages.buildSecrets],
  },
  annotation: {
    summary: 'Annotations travel with the manifest, readable before anything is pulled: keep secrets out of them.',
    steps: [
      'Remove the value from the --annotation option, or from the tool that sets it, and look at what is left:\n  docker buildx imagetools inspect --raw IMAGE',
    ],
    links: [],
  },
  attestation: {
    summary: 'The build attestation that is pushed with the image records what the build was given.',
    steps: [
      'Provenance of mode=max records every build argument, used or not, and the whole Dockerfile: give secrets in neither.',
      mountAsVariable,
      'Until then, attach less of it, and rebuild:\n  docker buildx build --provenance=mode=min .',
    ],
    links: [pages.provenance, pages.buildSecrets],
  },
  'build-cache': {
    summary: 'A build cache still holds it, although no image may: stop giving it to the build, then purge the cache.',
    steps: [
      mountAsVariable,
      'Purge the cache on every build host; delete caches that were exported to a registry or a folder, too:\n  docker builder prune --all',
    ],
    links: [pages.prune, pages.buildSecrets],
  },
}

/** Told before the file's own recipe, where a later layer deleted or overwrote the file. */
export const stateRecipes: Record<LifeState, Recipe | undefined> = {
  live: undefined,
  deleted: {
    summary: 'A file deleted by a later instruction still is in the layer that added it, and so in every pull.',
    steps: [
      'An rm in a later RUN hides the file and removes nothing. Squashing the layers mends no image that was pushed, and the build cache keeps the file as well.',
      `Never copy it at all, or use it in an earlier build stage of which the last one copies only the result:
  FROM IMAGE AS build
  COPY {file} ./
  RUN your-command
  FROM IMAGE
  COPY --from=build /result /result`,
    ],
    links: [pages.multiStage],
  },
  overwritten: {
    summary: 'A file that was overwritten still is in the layer that added it first, and so in every pull.',
    steps: ['Copying another file over it hides the first one and removes nothing. It must not be copied at all.'],
    links: [],
  },
}

/** A proxy variable, in a build argument, the environment or the history. */
export const proxyRecipe: Recipe = {
  summary: 'A proxy address was written into the image: let the Docker client hand it to the build.',
  steps: [
    'Remove ARG, ENV and literal uses of {NAME}: builds know the proxy variables without an ARG, and undeclared they stay out of the image.',
    `Set the proxy in ~/.docker/config.json on the machine that builds, best without user and password; the client hands it to every build and container:
  { "proxies": { "default": { "httpProxy": "http://HOST:PORT", "httpsProxy": "http://HOST:PORT", "noProxy": "localhost" } } }`,
  ],
  links: [pages.proxy],
}

/** A repository that a build fetches: with the builder's own SSH agent nothing has to be handed over. Told beside the place's recipe. */
export const gitRecipe: Recipe = {
  summary: 'A login of a Git server was written into an instruction.',
  steps: [
    `Or fetch the repository over SSH, with the agent of whoever builds; neither key nor password enters the build:
  ssh-keyscan HOST > known_hosts
  RUN --mount=type=ssh --mount=type=bind,source=known_hosts,target=/etc/ssh/ssh_known_hosts git clone git@HOST:REPOSITORY
  docker build --ssh default .
Compare the keys in known_hosts with those that the host publishes, and keep the file beside the Dockerfile.`,
  ],
  links: [pages.buildSecrets],
}

/** A RUN that was given the secret and wrote it into a file of the image. */
export const writtenRecipe: Recipe = {
  summary: 'The instruction wrote the secret into a file of the image.',
  steps: [
    `The RUN that was given it also wrote it to {path}, and a mount alone does not change that: remove the file before that same RUN ends.
  RUN … && rm -f {path}`,
  ],
  links: [],
}
