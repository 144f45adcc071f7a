import { expect, it } from 'vitest'
import { asWritten } from '../../../src/report/words/instruction.js'

it.each([
  ['/bin/sh -c #(nop)  ENV A=1', 'ENV A=1'],
  ['/bin/sh -c #(nop) COPY file:ab in / ', 'COPY file:ab in /'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['|1 A=b /bin/sh -c make', 'RUN |1 A=b /bin/sh -c make'],
  ['RUN |1 A=b /bin/sh -c make # buildkit', 'RUN |1 A=b /bin/sh -c make'],
  ['RUN /bin/sh -c make # buildkit', 'RUN make'],
  ['RUN /bin/sh -c echo "a # buildkit" # buildkit', 'RUN echo "a # buildkit"'],
  ['COPY . . # buildkit', 'COPY . .'],
  ['RUN /bin/sh -c set -e\n  make\n', 'RUN set -e make'],
  ['Imported from -', 'Imported from -'],
  ['', ''],
])('%j was written as %j', (row, written) => {
  expect(asWritten(row)).toBe(written)
})
