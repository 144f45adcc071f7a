/** Shown after the options of `jetsam --help`. */
export const mainHelp = `
Start here:
  jetsam demo                       make a leaky image, scan it, see what a report looks like
  jetsam scan IMAGE                 scan an image of the Docker engine
  jetsam scan --help                all ways to name an image, all options

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
  instead; --output FORMAT=FILE writes one more report in that format. A file
  is written whole or not at all. Progress and problems go to stderr.

Examples:
  jetsam scan myapp:latest
  jetsam scan --fail-on high --output json=report.json myapp:latest
  jetsam scan --format json ./myapp.tar > report.json
  docker save myapp:latest | jetsam scan -
  jetsam scan --all --severity medium
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
  NO_COLOR, FORCE_COLOR, COLUMNS, CI  how reports and progress look
`

/** Shown after the options of `jetsam cache --help`. */
export const cacheHelp = `
Examples:
  jetsam cache info
  jetsam cache prune --older-than 7
  jetsam cache prune --all --cache-dir ./.jetsam-cache
`
