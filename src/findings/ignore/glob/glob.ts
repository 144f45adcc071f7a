import { expandBraces } from './braces.js'
import { compileSegment, type Segment, segmentFits } from './segment.js'

/** Whether a path, or a name with slashes like one, fits. */
export type Glob = (path: string) => boolean

/** In characters. */
const longestGlob = 1024

/**
 * Compiles a glob: `*` and `?` stay within a name; `**` as a whole name stands for any number of folders, and at the end for all that is
 * in one; `[a-z]` and `[!a-z]` for a character; `{a,b}` for alternatives; a backslash takes a character as it is. Names that begin with a
 * dot are nothing special. What it understands it understands as picomatch does, with which it is tested. Picomatch's own patterns took
 * 39 s for `*a*a*a*b` on a path of 1,000 characters, and the paths come from images: here no path takes more time than its length
 * times that of the glob. Throws a RangeError that says what is wrong.
 */
export function compileGlob(glob: string): Glob {
  if (glob === '') throw new RangeError('must not be empty')
  if (glob.length > longestGlob) throw new RangeError(`must not be longer than ${longestGlob} characters`)
  if (glob[0] === '!') throw new RangeError('must not begin with !; write what fits, not what does not')
  const patterns = expandBraces(glob).map((one) => withoutRoot(one).split('/').map(partOf))
  return (path) => {
    const names = withoutRoot(path).split('/')
    return patterns.some((pattern) => fits(pattern, names))
  }
}

type Part = Segment | 'folders'

function partOf(text: string): Part {
  if (text === '**') return 'folders'
  if (text.includes('**')) throw new RangeError('** must stand alone between slashes')
  return compileSegment(text)
}

/** Paths in layers are relative to the container's root; people write them either way. */
function withoutRoot(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '')
}

/** The first way to meet what stands between two `**` leaves most to the rest, so there is never a reason to go back further than one. */
function fits(pattern: readonly Part[], names: readonly string[]): boolean {
  let at = 0
  let name = 0
  let resumeAt = -1
  let resumeName = 0
  while (name < names.length) {
    const part = pattern[at]
    if (part === 'folders') {
      resumeAt = ++at
      resumeName = name
    } else if (part !== undefined && segmentFits(part, names[name]!)) {
      at++
      name++
    } else if (resumeAt >= 0) {
      at = resumeAt
      name = ++resumeName
    } else return false
  }
  return at === pattern.length
}
