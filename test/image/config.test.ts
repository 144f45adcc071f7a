import { describe, expect, it } from 'vitest'
import { readImageConfig } from '../../src/image/config.js'
import { hostileDocuments } from './hostile.js'

describe('an image config', () => {
  it('tells platform, time, history and diff ids', () => {
    const config = {
      architecture: 'arm64',
      os: 'linux',
      variant: 'v8',
      created: '2026-01-01T00:00:00Z',
      history: [{ created_by: 'RUN x' }],
      rootfs: { type: 'layers', diff_ids: ['sha256:a', 7, 'sha256:b'] },
    }
    expect(readImageConfig(config)).toMatchObject({
      platform: 'linux/arm64',
      created: '2026-01-01T00:00:00Z',
      history: [{ createdBy: 'RUN x' }],
      diffIds: ['sha256:a', '', 'sha256:b'],
    })
  })

  it('of any other shape is empty', () => {
    for (const document of hostileDocuments('os', 'history', 'rootfs', 'created', 'variant')) {
      expect(readImageConfig(document)).toMatchObject({ platform: '', diffIds: [] })
    }
    for (const rootfs of hostileDocuments('diff_ids')) {
      for (const id of readImageConfig({ rootfs }).diffIds) expect(id).toMatch(/^(text)?$/)
    }
  })
})
