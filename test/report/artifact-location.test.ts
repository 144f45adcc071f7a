import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Occurrence } from '../../src/findings/finding.js'
import { artifactLocation, primaryLocation } from '../../src/report/artifact-location.js'
import { sampleFinding } from './sample-report.js'

const place = (change: Partial<Occurrence>): Occurrence => ({ image: 0, exposure: 'file', ...change })

describe('artifactLocation', () => {
  it.each<[Partial<Occurrence>, string]>([
    [{ path: 'app/.env', layer: 3 }, 'layer/app/.env'],
    [{ path: '/app//x y.txt' }, 'layer/app/x%20y.txt'],
    [{ path: '../../etc/./passwd' }, 'layer/(..)/(..)/etc/(.)/passwd'],
    [{ path: 'a?b#c%41' }, 'layer/a%3Fb%23c%2541'],
    [{ path: '日本' }, 'layer/%E6%97%A5%E6%9C%AC'],
    [{ path: '\ud800' }, 'layer/%EF%BF%BD'],
    [{ exposure: 'env', key: 'DB_PASSWORD' }, 'image/env/DB_PASSWORD'],
    [{ exposure: 'config', key: '../x:y' }, 'image/config/..%2Fx%3Ay'],
    [{ exposure: 'history' }, 'image/history'],
  ])('%j is %s', (change, uri) => {
    expect(artifactLocation(place(change)).uri).toBe(uri)
  })

  it('names the line of a file, and of nothing else', () => {
    expect(artifactLocation(place({ path: 'a', line: 3 }))).toEqual({ uri: 'layer/a', line: 3 })
    expect(artifactLocation(place({ exposure: 'env', key: 'A', line: 3 }))).toEqual({ uri: 'image/env/A' })
  })

  it('is a relative URI that stays where it is, whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (path) => {
        const { uri } = artifactLocation(place({ path }))
        expect(uri).toMatch(/^layer(\/([\w.~()-]|%[0-9A-F]{2})+)*$/)
        expect(uri.length).toBeLessThanOrEqual(1000)
        expect(new URL(uri, 'https://a.example/').pathname).toBe(`/${uri}`)
      }),
    )
  })
})

describe('primaryLocation', () => {
  it('is the line of the Dockerfile, if one is known', () => {
    const dockerfile = { path: 'docker/Dockerfile', line: 4 }
    const occurrences = [place({ path: 'a' }), place({ path: 'b', dockerfile })]
    expect(primaryLocation(sampleFinding({ occurrences }))).toEqual({ uri: 'docker/Dockerfile', line: 4 })
    expect(primaryLocation(sampleFinding({ occurrences: [place({ path: 'a' })] }))).toEqual({ uri: 'layer/a' })
  })
})
