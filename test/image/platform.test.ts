import { describe, expect, it } from 'vitest'
import {
  comparePlatforms,
  formatPlatform,
  hostPlatform,
  parsePlatform,
  platformMatches,
  readPlatform,
} from '../../src/image/platform.js'
import { Failure } from '../../src/problem.js'
import { hostileDocuments } from './hostile.js'

describe('platforms', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['Linux/x86_64', 'linux/amd64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/arm/v6', 'linux/arm/v6'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['arm64', 'linux/arm64'],
    ['s390x', 'linux/s390x'],
    ['windows/amd64', 'windows/amd64'],
    ['windows', `windows/${hostPlatform().architecture}`],
  ])('%s is %s', (text, plain) => {
    expect(formatPlatform(parsePlatform(text))).toBe(plain)
  })

  it.each(['', '/', 'linux/', 'linux/amd64/v1/x', 'linux amd64', 'linux/\n', 'x'.repeat(40)])('%j is none', (text) => {
    expect(() => parsePlatform(text)).toThrow(Failure)
  })

  it.each([
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm/v7', 'linux/arm', true],
    ['linux/arm/v6', 'linux/arm/v7', false],
    ['linux/arm', 'linux/arm/v7', true],
    ['linux/amd64', 'linux/arm64', false],
    ['windows/amd64', 'linux/amd64', false],
    ['linux/amd64/v3', 'linux/amd64', true],
    ['linux/amd64/v3', 'linux/amd64/v2', false],
  ])('%s for %s: %s', (offered, asked, fits) => {
    expect(platformMatches(parsePlatform(offered), parsePlatform(asked))).toBe(fits)
  })

  it('have one order', () => {
    const list = ['linux/arm64', 'linux/386', 'windows/amd64', 'linux/amd64'].map(parsePlatform)
    expect(list.toSorted(comparePlatforms).map(formatPlatform)).toEqual([
      'linux/386',
      'linux/amd64',
      'linux/arm64',
      'windows/amd64',
    ])
    expect(comparePlatforms(list[0]!, list[0]!)).toBe(0)
  })

  it('of the host are Linux with the name that Go has for its architecture', () => {
    expect(['x64', 'arm64', 'ia32', 'riscv64'].map((arch) => formatPlatform(hostPlatform(arch)))).toEqual([
      'linux/amd64',
      'linux/arm64',
      'linux/386',
      'linux/riscv64',
    ])
  })

  it('are read from configs of any shape', () => {
    expect(readPlatform({ os: 'linux', architecture: 'arm', variant: 'v5' })).toEqual({
      os: 'linux',
      architecture: 'arm',
      variant: 'v5',
    })
    for (const document of hostileDocuments('os', 'architecture', 'variant'))
      expect(readPlatform(document)).toBeUndefined()
  })
})
