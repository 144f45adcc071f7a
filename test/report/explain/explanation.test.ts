import { describe, expect, it } from 'vitest'
import { explainSignature } from '../../../src/report/explain/explanation.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'

const { signatures } = await readSignatureTable()
const told = (id: string) =>
  explainSignature(signatures.find((one) => one.id === id)!, { colour: false, columns: 100 }).replace(/\s+/g, ' ')

describe('explainSignature', () => {
  it('has something to say about every signature, at any width', () => {
    for (const signature of signatures) {
      for (const columns of [20, 200]) {
        const text = explainSignature(signature, { colour: false, columns })
        expect(text, signature.id).toMatch(/^at stake {4}\S/m)
        expect(text.replace(/\s+/g, ' '), signature.id).not.toMatch(/undefined|\{(NAME|id|path|file)\}/)
      }
    }
  })

  it.each([
    ['openssh-private-key', 'ssh-keygen -lf'],
    ['bcrypt-hash', 'not the password, but a test for it'],
    ['encrypted-private-key', 'locked with a password'],
    ['json-web-token', 'until it expires'],
    ['database-password', 'log of connections'],
    ['github-personal-access-token', 'security log'],
    ['container-registry-password', 'pull log'],
  ])('knows what %s is good for', (id, text) => expect(told(id)).toContain(text))

  it('does not speak of revoking what is no secret', () => {
    expect(told('internal-address')).not.toMatch(/ revoke | was it used /)
  })
})
