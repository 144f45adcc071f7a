import { fileURLToPath } from 'node:url'

/** Paths, as seen from the compiled bench in `bench/.work/js`. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const places = {
  /** The repository. */
  root: here('../../..'),
  /** Where inputs are kept; ignored by git. */
  work: here('..'),
  /** The program as it is shipped. */
  dist: here('../../../dist'),
  /** What it is made of, module by module. */
  build: here('../../../build'),
  history: here('../../history.jsonl'),
  floor: here('./floor.js'),
  /** A file URL, as `node --import` takes it. */
  hook: new URL('./measured-process.js', import.meta.url).href,
} as const
