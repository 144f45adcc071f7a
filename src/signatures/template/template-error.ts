/** What can be wrong with a template. */
type TemplateErrorCode =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'dangling-escape'
  | 'stray-delimiter'
  | 'unclosed-brace'
  | 'unclosed-bracket'
  | 'unclosed-group'
  | 'unknown-class'
  | 'bad-class'
  | 'bad-count'
  | 'bad-checksum'
  | 'bad-label'
  | 'too-slow'

/** A template that cannot be parsed or compiled; `position` counts from 0 into the template (the compiler's own errors have none). */
export class TemplateError extends Error {
  readonly code: TemplateErrorCode
  readonly position: number | undefined
  constructor(code: TemplateErrorCode, message: string, position?: number) {
    super(position === undefined ? message : `${message} (at character ${position + 1})`)
    this.name = 'TemplateError'
    this.code = code
    this.position = position
  }
}
