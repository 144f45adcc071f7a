/**
 * The text without its code, as CommonMark parts it: fenced blocks, then spans between runs of backticks of one length (6.1). An escaped
 * backtick begins none; a run without an end becomes `LONE`.
 */
export function codeless(markdown: string): string {
  return markdown
    .replace(/^ *(`{3,})\n[\s\S]*?\n *\1$/gm, '')
    .replace(/\\`|(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)|(?<!`)(`+)(?!`)/g, (all, _, code, lone) =>
      lone ? 'LONE' : code === undefined ? all : 'CODE',
    )
}

/** What the report itself writes as HTML and links. */
const ours = /<\/?(details|summary|code)>|<https:\/\/[^<>\s]+>|&#\d+;/g

/** The text without our own HTML; the empty comments that part words become U+2060. */
export function withoutOurs(text: string): string {
  return text.replace(/<!-- (jetsam-report )?-->/g, '\u2060').replace(ours, '')
}

/**
 * What in a Markdown text would be markup, HTML, a link, a mention or a reference, each with some of the text round it. A summary is
 * HTML as it stands: it is not looked at.
 */
export function markupIn(markdown: string): string[] {
  const left = withoutOurs(codeless(markdown).replace(/^<summary>.*<\/summary>$/gm, '')).replaceAll('**', '')
  const marks = /LONE|(?<!\\)(?:\\\\)*[<>[\]*_~`!&$^]|(@|#|GH-)[\w.-]|(https?|ftp|mailto|xmpp):|www\./g
  return [...left.matchAll(marks)].map(({ index }) => left.slice(Math.max(0, index - 30), index + 30))
}
