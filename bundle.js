import { rmSync } from 'node:fs'
import { rolldown } from 'rolldown'

/*
 * The program as it is shipped. A thread that scans needs some four hundred small modules: to find, read and link them one by one takes three
 * times as long as to load them joined. What is loaded only where it is needed stays in chunks of its own; packages stay packages.
 */

// What an earlier build left would be shipped, too.
rmSync('dist/chunks', { recursive: true, force: true })

const bundle = await rolldown({
  input: { main: 'build/main.js', index: 'build/index.js', 'layer-worker': 'build/scan/workers/layer-worker.js' },
  platform: 'node',
  external: (id) => !/^[./]/.test(id) && !id.startsWith('build/'),
})
await bundle.write({ dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name].js' })
