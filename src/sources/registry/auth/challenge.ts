/** What a server asks for before it answers (RFC 9110, 11.6.1). `scheme` in lower case. */
export type Challenge = { scheme: string; parameters: ReadonlyMap<string, string> }

/** Longest header that is looked at, in characters. */
const lengthLimit = 8192

/** Reads a `WWW-Authenticate` header, which may hold several challenges. What has another form is left out. */
export function readChallenges(header: string): Challenge[] {
  const text = header.slice(0, lengthLimit)
  const challenges: { scheme: string; parameters: Map<string, string> }[] = []
  const token = /[\s,]*([A-Za-z0-9!#$%&'*+.^_`|~-]+)(\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/y
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [, word = '', assigned, quoted, plain] = found
    if (assigned === undefined) challenges.push({ scheme: word.toLowerCase(), parameters: new Map() })
    else challenges.at(-1)?.parameters.set(word.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  return challenges
}
