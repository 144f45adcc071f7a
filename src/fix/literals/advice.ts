import { secretIdOf } from '../plan.js'

/** What to write in place of a literal in an instruction that is not rewritten. `name`: of a variable for it. */
export function adviceFor(keyword: string, text: string, name: string): string {
  const give = `the container is given it when it starts: docker run --env ${name} IMAGE`
  switch (keyword) {
    case 'RUN':
      return `write RUN --mount=type=secret,id=${secretIdOf(name)},env=${name} and "$${name}" in its place, in a plain command of a shell`
    case 'ONBUILD':
      return `write ONBUILD RUN --mount=type=secret,id=${secretIdOf(name)},env=${name} and "$${name}" in its place`
    case 'CMD':
    case 'ENTRYPOINT':
      return `let the program read ${name} from its environment, or a shell put it there ("$${name}"); ${give}`
    case 'HEALTHCHECK':
      return `write "$${name}" in its place, in the shell form (CMD command); ${give}`
    case 'ADD':
      return adviceForAdd(text, name)
    case 'COPY':
      return 'mount the file when the container starts: docker run --mount type=bind,src=FILE,target=PATH,readonly IMAGE'
    case 'ENV':
      return `leave it out; ${give}`
    case 'ARG':
      return `leave it out, and write RUN --mount=type=secret,id=${secretIdOf(name)},env=${name} where it is read`
    default:
      return 'leave it out: everyone who can pull the image reads it'
  }
}

function adviceForAdd(text: string, name: string): string {
  if (/\.git(?:[#?\s"']|$)|^ADD\s+git@/i.test(text)) {
    return 'leave user and password out of the URL, and build with --secret id=GIT_AUTH_TOKEN, or over SSH: ADD git@HOST:REPOSITORY, and docker build --ssh default'
  }
  return `write RUN --mount=type=secret,id=${secretIdOf(name)},env=${name} and a download (curl, wget) with "$${name}" in its place`
}
