import { describe, expect, it } from 'vitest'
import { maxJsonDepth, maxJsonValues, walkJson } from '../../src/inspect/walk-json.js'

const never = () => false

describe('walkJson', () => {
  it('gives every string with its path, keys included', () => {
    const found = walkJson({ a: ['x', { b: 'ü' }], c: 1 }, ['root'], never)
    expect(found.map((one) => [one.path.join('/'), one.name, one.text, one.isKey])).toEqual([
      ['root/0', '', 'a', true],
      ['root/a/0', 'a', 'x', false],
      ['root/a/1/0', '', 'b', true],
      ['root/a/1/b', 'b', 'Ã¼', false],
      ['root/1', '', 'c', true],
    ])
  })

  it('puts the position in place of a key that hides', () => {
    expect(walkJson({ a: 'x', s3: 'y' }, [], (key) => key === 's3').at(-1)!.path).toEqual([1])
  })

  it('reads what is too deep as one text', () => {
    let deep: unknown = 'bottom'
    for (let i = 0; i < maxJsonDepth + 20; i++) deep = [deep]
    const [one] = walkJson(deep, [], never)
    expect(one!.path.length).toBe(maxJsonDepth + 1)
    expect(one!.text).toContain('bottom')
  })

  it('leaves nothing out of a document of too many values', () => {
    const many = [Array.from({ length: maxJsonValues }, () => 0), { last: ['x', 'bottom'] }]
    expect(walkJson(many, [], never).some((one) => one.text.includes('bottom'))).toBe(true)
  })
})
