import { printable, shorten } from '../terminal.js'

export type Level = 'error' | 'warning' | 'notice'

/** What GitHub Actions shows beside a job, and in the changed lines if it knows the file. */
export type Annotation = { level: Level; title: string; file?: string; line?: number; message: string[] }

/** No string from an image takes more of an annotation than so many characters. */
const longest = 500

/**
 * The annotation as a workflow command on one line, with a line break at its end. Nothing in its strings can end it or begin another.
 * Source: docs.github.com, "Workflow commands for GitHub Actions"; escaping as in the runner's own toolkit.
 */
export function annotationLine({ level, title, file, line, message }: Annotation): string {
  const properties = [
    `title=${property(`jetsam: ${title}`)}`,
    ...(file === undefined ? [] : [`file=${property(file)}`, `line=${line ?? 1}`]),
  ]
  const text = message.map((one) => data(shorten(printable(one), longest))).join('%0A')
  return `::${level} ${properties.join(',')}::${text}\n`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(shorten(printable(text), longest))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C')
}
