/**
 * A value as JSON that is safe to show on a terminal and in the log of a CI system: characters and commands that could act there are
 * escaped, which JSON allows in every string. With `indent` spaces, else on one line. No line break at its end.
 */
export function jsonText(value: unknown, indent?: number): string {
  return escapeForTerminals(JSON.stringify(value, null, indent))
}

/**
 * `JSON.stringify` escapes control characters below U+0020 and lone surrogates, but neither DEL, C1, nor format and non-characters. `##[` is a
 * command to a CI runner wherever it stands in a line; JSON itself has no `#` outside strings.
 */
function escapeForTerminals(json: string): string {
  return json.replace(/[\u007f-\u009f]|[\p{Cf}\p{NChar}]|[\u2028\u2029]|#(?=#\w*\[)/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => unitEscape(character.charCodeAt(at))).join(''),
  )
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
