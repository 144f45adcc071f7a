import { html, type Markup } from '../markup.js'

/** A column: its heading, and whether it holds numbers or the name of the row. */
export type Column = { head: string; is?: 'number' | 'name' }

/** A row: its cells, one for each column, and attributes of the row itself. */
export type Row = { cells: readonly Markup[]; attributes?: Markup }

/**
 * A table that becomes a list of blocks in a narrow window. The roles say again what the elements say, because browsers forget that these
 * are tables once they are laid out as blocks.
 */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): Markup {
  const heads = columns.map(({ head, is }) => html`<th role="columnheader" scope="col"${numeric(is)}>${head}</th>`)
  const body = rows.map(
    ({ cells, attributes }) =>
      html`<tr role="row"${attributes ? html` ${attributes}` : undefined}>${cells.map((content, at) => cell(columns[at]!, content))}</tr>\n`,
  )
  return html`<table role="table" class="list">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">
${body}</tbody></table>`
}

function cell({ head, is }: Column, content: Markup): Markup {
  if (is === 'name') return html`<th role="rowheader" scope="row">${content}</th>`
  return html`<td role="cell" data-head="${head}"${numeric(is)}>${content}</td>`
}

function numeric(is: Column['is']): Markup | undefined {
  return is === 'number' ? html` class="number"` : undefined
}
