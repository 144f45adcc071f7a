import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOfRows } from '../../../src/image/dockerfile/match-rows.js'

const dockerfile = `# syntax=docker/dockerfile:1
FROM golang AS build
RUN make

FROM debian AS base
ENV LANG=C

FROM base
ARG TOKEN
# a comment
ENV A=1 \\
    # between
    B=2
RUN --mount=type=cache,target=/x apt-get update \\
  && apt-get install -y curl
RUN <<EOF
echo one
echo two
EOF
COPY --from=build /go/bin/app /usr/local/bin/
RUN curl -H "Authorization: $TOKEN" https://example.org
RUN ["echo", "exec form"]
CMD ["app"]
`

describe('linesOfRows', () => {
  it('knows the rows of BuildKit', () => {
    const rows = [
      '# debian.sh --arch amd64',
      'ENV LANG=C',
      'ARG TOKEN=••••••',
      'ENV A=1 B=2',
      'RUN |1 TOKEN=•••••• /bin/sh -c apt-get update   && apt-get install -y curl # buildkit',
      'RUN |1 TOKEN=•••••• /bin/sh -c <<EOF (echo one...)\necho one\necho two\nEOF # buildkit',
      'COPY /go/bin/app /usr/local/bin/ # buildkit',
      'RUN |1 TOKEN=•••••• /bin/sh -c curl -H "Authorization: $TOKEN" https://example.org # buildkit',
      'RUN |1 TOKEN=•••••• echo exec form # buildkit',
      'CMD ["app"]',
    ]
    expect(linesOfRows(rows, dockerfile)).toEqual([undefined, 6, 9, 11, 14, 16, 20, 21, 22, 23])
  })

  it('knows the rows of the classic builder', () => {
    const rows = [
      '/bin/sh -c #(nop) ADD file:0123 in / ',
      '/bin/sh -c #(nop)  CMD ["bash"]',
      '/bin/sh -c #(nop)  ENV LANG=C',
      '/bin/sh -c #(nop)  ARG TOKEN',
      '/bin/sh -c #(nop)  ENV A=1 B=2',
      '|1 TOKEN=x /bin/sh -c apt-get update   && apt-get install -y curl',
      '/bin/sh -c #(nop) COPY file:4567 in /usr/local/bin/ ',
      '/bin/sh -c #(nop)  CMD ["app"]',
    ]
    expect(linesOfRows(rows, dockerfile)).toEqual([undefined, undefined, 6, 9, 11, 14, 20, 23])
  })

  it('finds a command of which a part is masked', () => {
    const text = 'FROM a\nRUN true\nRUN curl -u ci:hunter https://example.org && rm -rf /x\n'
    const rows = [
      'RUN /bin/sh -c true # buildkit',
      'RUN /bin/sh -c curl -u ci:•••••• https://example.org && rm -rf /x # buildkit',
    ]
    expect(linesOfRows(rows, text)).toEqual([2, 3])
  })

  it('gives no line to what another Dockerfile wrote', () => {
    expect(linesOfRows(['RUN /bin/sh -c true # buildkit'], 'FROM a\nRUN false\n')).toEqual([undefined])
    expect(linesOfRows(['ENV A=1'], '')).toEqual([undefined])
  })

  it('takes any text for either', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (rows, text) => {
        expect(linesOfRows(rows, `FROM a\n${text}`)).toHaveLength(rows.length)
      }),
    )
  })
})
