/** An open count (`{hex:64-}`) ends here: longer values are cut, so that no match is unbounded. */
export const openCountLimit = 65_536

/** One template: its parts in order. */
export type Sequence = TemplateNode[]

export type TemplateNode =
  | { kind: 'literal'; text: string }
  | ClassNode
  | { kind: 'group'; alternatives: Sequence[]; min: number; max: number }
  | { kind: 'uuid' }
  | { kind: 'jwt' }
  | { kind: 'pem'; label: string }
  | { kind: 'crc32'; digits: number }

/** A run of characters of one class. */
export type ClassNode = {
  kind: 'class'
  /** Every character of the class, sorted, as a byte string. */
  chars: string
  min: number
  /** At most `openCountLimit`. */
  max: number
  /** `base64` and `base64url`: up to two of the characters at the end may be `=`, unless the template itself goes on with `=`. */
  padded: boolean
}
