import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // No test touches the layer cache of whoever runs it.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'jetsam-test-cache') },
  },
})
