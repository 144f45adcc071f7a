import { describe, expect, it } from 'vitest'
import { fillIn } from '../../../src/findings/remedies/fill.js'

describe('fillIn', () => {
  it('puts in the variable and an id made of it', () => {
    expect(fillIn('{NAME} {id}', { key: 'Npm_Token' })).toBe('Npm_Token npm_token')
  })

  it('makes an id of the file where there is no variable', () => {
    expect(fillIn('{id} {path} {file}', { path: 'app/my.key' })).toBe('my_key /app/my.key my.key')
  })

  it('uses stand-ins where a name is missing or not harmless', () => {
    expect(fillIn('{NAME} {id} {path} {file}', {})).toBe('MY_SECRET my_secret /run/secrets/FILE FILE')
    expect(fillIn('{NAME}', { key: 'config.Env[3]' })).toBe('MY_SECRET')
  })

  it('names the service of a Compose project, if that is a plain word', () => {
    expect(fillIn('{ {SERVICE}: x }', { services: ['web', 'worker'] })).toBe('{ web: x }')
    expect(fillIn('{SERVICE}', { services: ['a: b'] })).toBe('SERVICE')
    expect(fillIn('{SERVICE}', { services: [] })).toBe('SERVICE')
  })

  it('leaves other braces, and braces that a name brings, alone', () => {
    expect(fillIn('a {b} <{NAME}>', { key: 'K' })).toBe('a {b} <K>')
  })
})
