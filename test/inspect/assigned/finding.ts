import { createDetector } from '../../../src/detect/create-detector.js'
import type { LocatedCandidate } from '../../../src/findings/candidate.js'
import { createAssignedLook } from '../../../src/inspect/assigned/assigned-look.js'
import { assignedMarks } from '../../../src/inspect/assigned/marks.js'

const detector = createDetector({ digest: '', signatures: [] }, { marks: assignedMarks })
const assigned = createAssignedLook()

/** What is found in a file of this path by key and value alone; `cuts` are the sizes of the pieces in which it comes, else it comes whole. */
export function findAssigned(path: string, text: string, cuts?: readonly number[]): LocatedCandidate[] {
  const bytes = Buffer.from(text, 'latin1')
  const stream = detector.openStream(assigned.look)
  assigned.start(path)
  if (cuts === undefined) return stream.whole(bytes)
  let from = 0
  for (const cut of cuts) {
    stream.push(Buffer.from(bytes.subarray(from, from + cut)))
    from += cut
  }
  stream.push(bytes.subarray(from))
  return stream.end()
}
