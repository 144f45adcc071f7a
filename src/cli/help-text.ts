/** Shown after the options of `jetsam --help`. */
export const mainHelp = `
Start here:
  jetsam demo                       make a leaky image, scan it, see what a report looks like
  jetsam scan IMAGE                 scan an image of the Docker engine
  jetsam explain FINDING-ID         what a finding means and what to do, at length
  jetsam fix --dockerfile FILE      a patch that keeps secrets out of the next build
  jetsam scan --help                all ways to name an image, all options
  jetsam signatures list            what is recognised
  jetsam diff OLD NEW               what a new image added, removed, carried over
  jetsam config                     which settings are in force, and from where
  jetsam baseline IMAGE             accept what is there today, and fail on new leaks only

Exit codes:
  0  clean
  1  findings at or above --fail-on
  2  wrong usage, a failure, or a scan that is not complete (wins over 1)
`

/** Shown after the options of `jetsam scan --help`. */
export const scanHelp = `
How images are named:
  alpine:3.20                       asked of the Docker engine (pulled if --pull allows it),
                                    then of Podman, then of its registry
  docker:alpine:3.20, podman:…      the same, and nowhere else
  registry:ghcr.io/owner/app:1.0    read from the registry, without any engine
  ./image.tar, docker-archive:FILE  what "docker save" wrote, plain or compressed
  oci-archive:FILE[:TAG]            a tar by buildx (type=oci), skopeo, buildah, podman save
  oci-dir:FOLDER[:TAG]              the same as a folder, or a local build cache; instead
                                    of :TAG also @DIGEST, and without all that is there
  -                                 an archive from stdin

Where reports go:
  Without --output the report goes to stdout. --output FILE sends it there
  instead; --output FORMAT=FILE writes one more report in that format. With
  several --format, all but one need such a file; a --format that has one goes
  there alone, and --format json --output json=FILE leaves stdout empty. A file
  is written whole or not at all. Progress and problems go to stderr.

Examples:
  jetsam scan myapp:latest
  jetsam scan --fail-on high --output json=report.json myapp:latest
  jetsam scan --format json ./myapp.tar > report.json
  docker save myapp:latest | jetsam scan -
  jetsam scan --all --severity medium
  jetsam scan --compose compose.yaml
  jetsam scan --baseline jetsam-baseline.json --new-only myapp:latest
  jetsam scan --signatures ours.yaml --skip default-password myapp:latest
  jetsam scan registry:ghcr.io/owner/app:1.0 --platform all

Exit codes:
  0  clean
  1  findings at or above --fail-on; a severity alone means SEVERITY:likely
  2  wrong usage, a failure, or a scan that is not complete (wins over 1)

The layer cache:
  What a scan found is remembered in your cache folder, without any secret, so
  that a second scan of the same image is a matter of moments. See jetsam cache
  --help. With --show-secrets the cache is not used.

Environment:
  DOCKER_HOST, DOCKER_CONTEXT,        as the Docker CLI understands them; an engine that
  DOCKER_CONFIG                       is named so is asked alone
  CONTAINER_HOST, REGISTRY_AUTH_FILE  as Podman understands them
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY   the way to registries
  JETSAM_ID_KEY                       key for the ids of findings (SECURITY.md)
  XDG_CACHE_HOME                      where the layer cache is, as jetsam/ in it
  GITHUB_STEP_SUMMARY                 where --format github adds the job summary
  NO_COLOR, FORCE_COLOR, COLUMNS, CI  how reports and progress look
`

/** Shown after the options of `jetsam explain --help`. */
export const explainHelp = `
What it says: what the thing is, what a stranger can do with it, where it stands
and how it got there, how to build without it, how to revoke it, and how to find
out whether somebody used it.

Examples:
  jetsam scan --output json=report.json myapp:latest
  jetsam explain acd02e51 --report report.json
  jetsam explain npm-token
`

/** Shown after the options of `jetsam fix --help`. */
export const fixHelp = `
What it rewrites: ARG and ENV that hold secrets, and secrets in the text of a
RUN, become secret mounts of the RUN instructions that read them; credential
files that are copied become mounts, and lines of .dockerignore; proxies with
passwords are no longer declared. What it cannot rewrite (a secret in a LABEL,
a CMD, the URL of an ADD), it says, with what to write instead. The patch goes
to stdout, everything else to stderr.

Examples:
  jetsam fix --dockerfile Dockerfile | git apply
  jetsam fix --dockerfile Dockerfile --write

Exit codes:
  0  all was rewritten, or nothing was to be
  1  something is left to be done by hand
  2  wrong usage, or a failure
`

/** Shown after the options of `jetsam signatures --help`. */
export const signaturesHelp = `
Examples:
  jetsam signatures list | wc -l
  jetsam signatures list --only github,'aws-*'
  jetsam signatures show github-personal-access-token
  jetsam signatures test ours.yaml

Own signatures are explained in docs/signatures.md. "test" exits with 1 if an
example is not found.
`

/** Shown after the options of `jetsam baseline --help`. */
export const baselineHelp = `
A baseline holds the ids of findings and why they are accepted: no secret, and
nothing that helps to guess one (SECURITY.md). It goes into your repository.

Examples:
  jetsam baseline myapp:latest -o jetsam-baseline.json
  jetsam baseline myapp:latest -o jetsam-baseline.json --reason 'rotated, SEC-12'
  jetsam scan --baseline jetsam-baseline.json myapp:latest

Exit codes:
  0  written
  2  wrong usage, a failure, or a scan that is not complete: nothing is written
`

/** Shown after the options of `jetsam diff --help`. */
export const diffHelp = `
Examples:
  jetsam diff myapp:1.4 myapp:1.5
  jetsam diff --fail-on high myapp:latest ./myapp.tar
  jetsam diff old-report.json new-report.json --format json

Exit codes:
  0  nothing was added at or above --fail-on
  1  something was, or a finding that was carried over rose to it
  2  wrong usage, a failure, or a scan that is not complete (wins over 1)
`

/** Shown after the options of `jetsam config --help`. */
export const configHelp = `
jetsam.yaml is looked for in the working directory and in the folders above it.
Its settings are named like the flags of jetsam scan; a flag that is given wins.
docs/gate.md lists them.

Examples:
  jetsam config
  jetsam config --fail-on high        what would be in force with this flag
  jetsam config --config ci/jetsam.yaml --json
`

/** Shown after the options of `jetsam cache --help`. */
export const cacheHelp = `
Examples:
  jetsam cache info
  jetsam cache prune --older-than 7
  jetsam cache prune --all --cache-dir ./.jetsam-cache
`

/** Shown after the options of `jetsam completion --help`. */
export const completionHelp = `
Examples:
  source <(jetsam completion bash)                in ~/.bashrc
  source <(jetsam completion zsh)                 in ~/.zshrc, after compinit
  jetsam completion fish | source                 in ~/.config/fish/config.fish
`
