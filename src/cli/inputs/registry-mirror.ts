import { parseImageName } from '../../image/image-name.js'
import { Failure } from '../../problem.js'

/** A registry that is asked before the one whose images it repeats; see `RegistryOptions.mirrors`. */
export type Mirror = { prefix: string; location: string; insecure: boolean }

/** Reads `docker.io=https://mirror.example/hub`: HOST[/PATH]=[http[s]://]HOST[:PORT][/PATH]. Throws a `Failure` with the code `usage`. */
export function readMirror(text: string): Mirror {
  const at = text.indexOf('=')
  const prefix = text.slice(0, Math.max(0, at)).toLowerCase()
  const [, scheme = '', location = ''] = /^(?:(https?):\/\/)?([^?#@\s]{1,1000})$/.exec(text.slice(at + 1)) ?? []
  const place = location.replace(/\/+$/, '')
  if (at < 0 || !isPlace(prefix) || !isPlace(place)) {
    const message = `--registry-mirror '${shown(text)}': must be HOST[/PATH]=URL, without credentials`
    throw new Failure({ code: 'usage', message, hint: '--registry-mirror docker.io=https://mirror.example' })
  }
  return { prefix, location: place, insecure: scheme === 'http' }
}

/** Whether images below it have names. */
function isPlace(text: string): boolean {
  const name = parseImageName(`${text}/x`)
  return name !== undefined && `${name.registry}/` === `${text.split('/')[0]}/`
}

/** Without a password that stands in it by mistake. */
function shown(text: string): string {
  return text.replace(/:[^:/@]+@/g, ':…@').slice(0, 200)
}
