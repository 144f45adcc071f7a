/**
 * What two spellings of a word have in common: its letters and digits, lower case. `api_key`, `API-KEY` and `apiKey`
 * are `apikey`.
 */
export function wordKey(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9\x80-\xff]/g, '')
}
