import { describe, expect, it } from 'vitest'
import { bitsOfText, bitsOfWords } from '../../../src/detect/checks/bits-of-text.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

describe('bitsOfText', () => {
  it.each(['strcasecmp_chunk', 'shared_pointer', 'connectionFactory', 'LOCAL_ENDPOINT'])(
    'knows %s for text',
    (name) => {
      expect(bitsOfText(name, 64)).toBeGreaterThan(10)
    },
  )

  it('knows random values for none, and less so the longer they are', () => {
    for (const [template, alphabet] of [
      ['{base62:20}', 62],
      ['{base36:20}', 36],
      ['{lower:20}', 26],
    ] as const) {
      const [short, long] = [0, 20].map((more) => {
        const values = Array.from({ length: 200 }, (_, seed) =>
          expandTemplate(template.replace('20', `${20 + more}`), seed),
        )
        return values.reduce((sum, value) => sum + bitsOfText(value, alphabet), 0) / values.length
      })
      expect(short).toBeLessThan(-10)
      expect(long).toBeLessThan(short! - 10)
    }
  })

  it('takes no number for text', () => {
    expect(bitsOfText('x'.concat(expandTemplate('{digits:40}', 1)), 62)).toBeLessThanOrEqual(bitsOfText('x', 62))
  })

  it('is nothing for nothing', () => expect(bitsOfText('', 62)).toBe(0))
})

describe('bitsOfWords', () => {
  it('finds a name between random characters', () => {
    const value = `${expandTemplate('{base62:15}', 1)}HashJoinNode${expandTemplate('{base62:15}', 2)}`
    expect(bitsOfText(value, 62)).toBeLessThan(0)
    expect(bitsOfWords(value, 62)).toBeGreaterThan(10)
  })

  it('finds one in hardly any random value', () => {
    const values = Array.from({ length: 3000 }, (_, seed) => expandTemplate('{base62:42}', seed))
    expect(values.filter((value) => bitsOfWords(value, 62) > 10).length).toBeLessThan(40)
  })
})
