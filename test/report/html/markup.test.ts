import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, verbatim } from '../../../src/report/html/markup.js'

describe('html', () => {
  it('takes text for text, in content and in attributes', () => {
    const text = `<b title="x">'&amp;\``
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(
      `<p title="&#60;b title=&#34;x&#34;&#62;&#39;&#38;amp;&#96;">&#60;b title=&#34;x&#34;&#62;&#39;&#38;amp;&#96;</p>`,
    )
  })

  it('takes pieces as they are, and undefined for nothing', () => {
    const pieces = [1, 2].map((number) => html`<li>${number}</li>`)
    expect(html`<ul>${pieces}${undefined}${verbatim('<hr>')}</ul>`.markup).toBe('<ul><li>1</li><li>2</li><hr></ul>')
  })

  it('shows what acts or hides, and starts no line with a command of a CI system', () => {
    expect(html`${'\u202e\n\u0000##[error]'}`.markup).toBe('\\u{202e}\\n\\x00\\x23#[error]')
    expect(html`${' ::error::x'}`.markup).toBe(' &#58;:error::x')
  })

  it('lets no text out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`<p title="${text}">${text}</p>`.markup).toMatch(/^<p title="[^"<>]*">[^<>]*<\/p>$/)
      }),
    )
  })
})
