import { anyCommand, pages, type Recipe } from './recipe.js'

type FileRecipe = { matches: RegExp; recipe: Recipe }

const mounted = (what: string, target: string, source: string, command: string): Recipe => ({
  summary: `${what} does not belong in a layer: mount it for the step that needs it.`,
  steps: [
    `Mount it for the one step that needs it:
  RUN --mount=type=secret,id={id},target=${target} ${command}
  docker build --secret id={id},src=${source} .`,
    'List {file} in .dockerignore, so that COPY cannot pick it up.',
  ],
  links: [pages.buildSecrets, pages.dockerignore],
})

const ignored = (summary: string, step: string): Recipe => ({
  summary,
  steps: [step, 'List {file} in .dockerignore, so that COPY cannot pick it up.'],
  links: [pages.dockerignore],
})

/** Files that many builds need, each with the way that serves it best. The first that matches the path's end counts. */
export const fileRecipes: readonly FileRecipe[] = [
  {
    matches: /(^|\/)\.npmrc$/,
    recipe: mounted("npm's configuration", '/root/.npmrc', '$HOME/.npmrc', 'npm ci'),
  },
  {
    matches: /(^|\/)\.?netrc$/,
    recipe: mounted('A netrc file', '/root/.netrc', '$HOME/.netrc', anyCommand),
  },
  {
    matches: /(^|\/)pip\.conf$/,
    recipe: mounted(
      "pip's configuration",
      '/etc/pip.conf',
      '$HOME/.config/pip/pip.conf',
      'pip install -r requirements.txt',
    ),
  },
  {
    matches: /(^|\/)\.git-credentials$/,
    recipe: mounted("Git's credential store", '/root/.git-credentials', '$HOME/.git-credentials', 'git clone URL'),
  },
  {
    matches: /(^|\/)\.aws\/(credentials|config)$/,
    recipe: mounted('An AWS profile', '/root/.aws/credentials', '$HOME/.aws/credentials', 'aws s3 cp …'),
  },
  {
    matches: /(^|\/)\.m2\/settings\.xml$/,
    recipe: mounted("Maven's settings", '/root/.m2/settings.xml', '$HOME/.m2/settings.xml', 'mvn package'),
  },
  {
    matches: /(^|\/)(\.docker\/config\.json|\.dockercfg)$/,
    recipe: ignored(
      'The login of a container registry does not belong in an image.',
      'Remove the file from what is copied; a container that must pull gets a limited login of its own when it starts:\n  docker run --mount type=bind,src="$PWD/{file}",target={path},readonly IMAGE',
    ),
  },
  {
    matches: /(^|\/)\.git\//,
    recipe: {
      summary: 'The repository itself was copied into the image, with its remotes and its whole history.',
      steps: [
        'List .git in .dockerignore, or copy only what the image needs.',
        'Take the user and password out of the remote URL, and use a credential helper:\n  git remote set-url origin https://HOST/REPOSITORY\n  git config credential.helper cache',
      ],
      links: [pages.dockerignore],
    },
  },
  {
    matches: /(^|\/)\.ssh\/|(^|\/)id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
    recipe: {
      summary: 'An SSH key does not belong in a layer: forward the agent to the step that needs it.',
      steps: [
        `Forward the SSH agent to the one step that needs it; the key never enters the build:
  ssh-keyscan HOST > known_hosts
  RUN --mount=type=ssh --mount=type=bind,source=known_hosts,target=/etc/ssh/ssh_known_hosts git clone git@HOST:REPOSITORY
  docker build --ssh default .`,
        'List {file} in .dockerignore, so that COPY cannot pick it up.',
      ],
      links: [pages.buildSecrets, pages.dockerignore],
    },
  },
  {
    matches: /(^|\/)\.env(\.[^/]*)?$|\.env$/,
    recipe: ignored(
      'An environment file is for the run, not for the build: hand it over when the container starts.',
      'Give it to the container when it starts:\n  docker run --env-file {file} IMAGE',
    ),
  },
  {
    matches: /\.tfstate(\.backup)?$|\.tfvars(\.json)?$/,
    recipe: ignored(
      'Terraform state and variables hold secrets in clear: they do not belong in an image.',
      'Keep the state in a remote backend with access control, and give variables when Terraform runs.',
    ),
  },
  {
    matches: /(^|\/)\.[a-z_]*history$/,
    recipe: {
      summary: 'A history of typed commands was saved into the image.',
      steps: [
        'Build from a Dockerfile instead of committing a container that was used by hand, or remove the file before.',
      ],
      links: [],
    },
  },
]
