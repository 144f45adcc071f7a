import { fresh, templates } from '../../harness/fresh.js'

/** A credential file as it would lie in an image: where, what it holds, and how it reads without a value. */
export type CredentialFile = {
  /** Without a leading slash. */
  path: string
  secrets: Planted[]
  /** The file's text, with each secret as it stands there. */
  content: (...raws: string[]) => string
}

export type Planted = {
  value: string
  /** The name under which a finding tells it, where the format has one. */
  key?: RegExp
  /** How the value stands in the file, if not as it is. */
  raw?: (value: string) => string
  /** What stands there in an example file, if not one of the usual words. */
  placeholder?: string
}

/** A password that no pattern would know. */
export function password(key?: RegExp): Planted {
  return { value: fresh(templates.password), key }
}

/** A token of this template. */
export function token(template: string, key?: RegExp): Planted {
  return { value: fresh(template), key }
}

/** The base64 of a text; nothing stays nothing. */
export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

/** How `user:PASSWORD` stands in base64. */
export function base64Pair(user: string): (value: string) => string {
  return (value) => (value === '' ? '' : base64(`${user}:${value}`))
}
