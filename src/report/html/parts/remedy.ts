import type { Remedy } from '../../../findings/finding.js'
import { html, type Markup } from '../markup.js'

/** The steps of a remedy as a list; their lines that start with a space are commands. */
export function remedySteps({ steps }: Remedy): Markup {
  return steps.length === 0 ? html`` : html`<ol>${steps.map((step) => html`<li>${stepParts(step)}</li>\n`)}</ol>`
}

function stepParts(step: string): Markup[] {
  const parts: Markup[] = []
  let commands: Markup[] = []
  const flush = () => {
    if (commands.length > 0) parts.push(html`<pre><code>${commands}</code></pre>`)
    commands = []
  }
  for (const line of step.split('\n')) {
    if (line.startsWith(' ')) commands.push(html`${line.trim()}\n`)
    else {
      flush()
      parts.push(html`${parts.length > 0 ? ' ' : ''}${line}`)
    }
  }
  flush()
  return parts
}

/** Links that can be followed, if they are addresses of the web; else their text. */
export function linkList(links: readonly string[]): Markup {
  if (links.length === 0) return html``
  const items = links.map((address) => {
    const isWeb = /^https:\/\/[\w.-]+(:\d+)?(\/[\x21-\x7e]*)?$/.test(address)
    return isWeb
      ? html`<li><a href="${address}" rel="noopener noreferrer">${address}</a></li>\n`
      : html`<li>${address}</li>\n`
  })
  return html`<ul>${items}</ul>`
}
