/** Longest line that is made of others' words, in characters. */
export const PLAIN_LINE_LIMIT = 400

/**
 * One printable line of a text that others wrote (an engine's error, a name in an archive): control characters and line breaks
 * become spaces, so that it cannot steer a terminal; what stands before `@` in a URL is cut out; a long text is shortened.
 */
export function plainLine(text: string): string {
  const head = text.slice(0, 4 * PLAIN_LINE_LIMIT)
  const line = head
    .replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .split(' ')
    .map(withoutUserInfo)
    .join(' ')
    .trim()
  return line.length > PLAIN_LINE_LIMIT ? `${line.slice(0, PLAIN_LINE_LIMIT)}…` : line
}

/** A word holds at most one URL's user information that matters: all between `://` and the last `@`. */
function withoutUserInfo(word: string): string {
  const start = word.indexOf('://')
  if (start < 0) return word
  const at = word.lastIndexOf('@')
  return at > start ? `${word.slice(0, start + 3)}…${word.slice(at)}` : word
}
