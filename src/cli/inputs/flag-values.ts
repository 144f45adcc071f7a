import { Failure } from '../../problem.js'
import { type FailOn, parseFailOn } from '../fail-on.js'

/* Values of flags, checked. Each throws a `Failure` with the code `usage` that names the flag and what it takes. */

/** The form of `--platform`. */
export const platformForm = /^[\w.-]+(\/[\w.-]+){0,2}$/

/** More images than this at once would only wait for each other. */
export const mostAtOnce = 64

/** `linux/arm64`, or `all`. */
export function readPlatform(text: string): string {
  if (platformForm.test(text)) return text
  throw wrong('--platform', text, 'must be OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/arm64, or all')
}

/** A registry of `--insecure-registry`. */
export function readHost(text: string): string {
  const host = text.toLowerCase()
  if (/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/.test(host)) return host
  throw wrong('--insecure-registry', text, 'must be HOST or HOST:PORT, without a scheme')
}

/** An image of `--base`. */
export function readBase(text: string): string {
  if (text.trim() === '') throw wrong('--base', text, 'must name an image')
  if (text === '-' || /^(?:docker|oci)-archive:-/.test(text)) throw wrong('--base', text, 'cannot come on stdin')
  return text
}

/** `SEVERITY`, `SEVERITY:CONFIDENCE` or `none`. */
export function readFailOn(text: string): FailOn {
  try {
    return parseFailOn(text)
  } catch (error) {
    throw wrong('--fail-on', text, (error as RangeError).message)
  }
}

/** The address of an engine. */
export function readDockerHost(text: string): string {
  if (text.trim() === '') throw wrong('--docker-host', text, 'must be an address such as unix:///var/run/docker.sock')
  return text
}

/** A number of threads. */
export function readConcurrency(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > mostAtOnce) {
    throw wrong('--concurrency', text, `must be a whole number from 1 to ${mostAtOnce}`)
  }
  return number
}

/** What a flag was given, and what it takes instead. */
export function wrong(flag: string, given: string, rule: string): Failure {
  return new Failure({ code: 'usage', message: `${flag} '${given}': ${rule}` })
}
