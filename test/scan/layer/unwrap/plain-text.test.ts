import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { placesOf, scanFile, token } from './scan-file.js'

const secret = token('plain')

describe('what needs no opening, or little', () => {
  it('sources and outputs of a Jupyter notebook', () => {
    const notebook = (source: string[], text: string[]) =>
      JSON.stringify(
        { cells: [{ cell_type: 'code', source, outputs: [{ output_type: 'stream', text }] }], nbformat: 4 },
        null,
        1,
      )
    const path = 'home/u/a.ipynb'
    const asSource = Buffer.from(notebook([`import os\nTOKEN = "${secret}"\n`, 'print(1)'], []))
    const asOutput = Buffer.from(notebook(['print(x)'], ['a\n', `first\n${secret}\nlast\n`]))
    for (const bytes of [asSource, asOutput]) {
      expect(scanFile(bytes, { path }).candidates.map((one) => one.secret)).toEqual([secret])
    }
  })

  it.each(['root/.bash_history', 'root/.zsh_history', 'root/.python_history'])('the history of a shell: %s', (path) => {
    const bytes = Buffer.from(`ls\n: 1700000000:0;export TOKEN=${secret}\ncd\n`)
    expect(placesOf(secret, bytes, { path })).toEqual(['line 2'])
  })

  it.each(['usr/share/man/man1/a.1.gz', 'var/log/app.log.2.gz'])('compressed: %s', (path) => {
    expect(placesOf(secret, gzipSync(`a\nUse ${secret} here\n`), { path })).toEqual(['gzip > line 2'])
  })

  /** Go keeps the strings of a program in one row, without anything between them. */
  describe('the strings of a Go program', () => {
    const program = (inside: string) =>
      Buffer.concat([
        Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1'),
        Buffer.alloc(64),
        Buffer.from(
          `slice bounds out of rangeunexpected EOFinvalid argument${inside}reflect.Value.Interfacecontext canceled`,
        ),
        Buffer.alloc(64),
      ])

    it.each<[string, string]>([
      ['GitHub, with a checksum', secret],
      ['npm, with a checksum', expandTemplate('npm_{base62:30}{crc32:6}', 'go')],
      ['AWS', expandTemplate('AKIA{[A-Z2-7]:16}', 'go')],
    ])('a token between letters: %s', (_, value) => {
      expect(scanFile(program(value)).candidates.map((one) => one.secret)).toEqual([value])
    })

    it('names that begin like a token are none', () => {
      expect(scanFile(program('ghp_handlerFunctionForTheRequestPathOfTheServer')).candidates).toEqual([])
    })
  })
})
