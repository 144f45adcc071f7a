/** The names of the report formats; `reporters.ts` holds the functions. Apart from them, so that a usage text costs no table library. */
export const formatNames = [
  'table',
  'json',
  'jsonl',
  'csv',
  'markdown',
  'github',
  'junit',
  'gitlab',
  'sarif',
  'html',
] as const
export type FormatName = (typeof formatNames)[number]

export function isFormatName(text: string): text is FormatName {
  return (formatNames as readonly string[]).includes(text)
}
