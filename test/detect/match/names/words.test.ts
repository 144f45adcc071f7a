import { describe, expect, it } from 'vitest'
import { findWords } from '../../../../src/detect/match/names/words.js'
import { indexWords } from '../../../../src/detect/plan/word-index.js'
import { wordKey } from '../../../../src/detect/plan/word-key.js'

const index = indexWords(
  ['datadog', 'api_key', 'personal access token', 'web3', '1password', 'fb', 'iam.gserviceaccount.com', 'skey'].map(
    wordKey,
  ),
)

function wordsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'latin1')
  return findWords(bytes, 0, bytes.length, index).map((word) => text.slice(word.start, word.end))
}

describe('findWords', () => {
  it.each([
    ['DATADOG_API_KEY', ['DATADOG', 'API_KEY']],
    ['datadogApiKey', ['datadog', 'ApiKey']],
    ['myDatadogKey', ['Datadog']],
    ['datadog.api.key', ['datadog', 'api.key']],
    ['DATADOGApiKey', ['DATADOG', 'ApiKey']],
    ['apikey=', ['apikey']],
    ['datadogapikey', ['datadog']],
    ['datadog2', ['datadog']],
    ['PERSONAL_ACCESS-TOKEN', ['PERSONAL_ACCESS-TOKEN']],
    ['web3', ['web3']],
    ['OP_1PASSWORD', ['1PASSWORD']],
    ['x@iam.gserviceaccount.com', ['iam.gserviceaccount.com']],
    ['fb', ['fb']],
    ['fbkey', ['fb']],
    ['FB_APIKEY', ['FB', 'APIKEY']],
    ['fbapikey', ['fb']],
    ['fbaccess', ['fb']],
    ['fbaccessory', []],
    ['predatadogs', []],
    ['datadogs', []],
    ['data dog', ['data dog']],
    ['api  key', []],
    ['fbi', []],
    ["Simon's key", []],
    ["SIMON'S KEY", []],
    ["'s key'", ['s key']],
    ['s_key', ['s_key']],
    ['a1b2c3d4e5f6a1b2c3d4e5f6datadog', []],
    ['', []],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words))

  it('leaves out a word that the range cuts', () => {
    const bytes = Buffer.from('predatadog datadog')
    expect(findWords(bytes, 3, bytes.length, index)).toEqual([{ key: 'datadog', start: 11, end: 18 }])
  })
})
