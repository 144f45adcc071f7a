import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSign } from '../../../src/findings/mask.js'
import { commandOf, commandsWith } from '../../../src/findings/remedies/own-commands.js'

describe('commandOf', () => {
  it.each([
    ['RUN |2 A=1 B=two words /bin/sh -c make all # buildkit', 'make all'],
    ['RUN /bin/sh -c make # buildkit', 'make'],
    ['RUN /bin/bash -o pipefail -c make | tee log # buildkit', 'make | tee log'],
    ['RUN |1 A=1 /bin/bash -exo pipefail -c make # buildkit', undefined],
    ['|1 A=1 /bin/sh -c make', 'make'],
    ['/bin/sh -c make', 'make'],
    ['/bin/sh -c #(nop)  ENV A=1', undefined],
    ['ENV A=/bin/sh -c make', undefined],
    ['RUN /app/tool --flag # buildkit', undefined],
  ])('reads %j', (row, command) => expect(commandOf(row)).toBe(command))

  it('takes time in proportion to what it reads, whatever that is', () => {
    const start = performance.now()
    for (const unit of [' /sh', ' /sh -c', '/', ' /bin/sh -o pipefail', ' /a.-/', ' -c']) {
      commandOf(`RUN ${unit.repeat(200_000)}`)
    }
    expect(performance.now() - start).toBeLessThan(1000)
    fc.assert(fc.property(fc.string(), (text) => void commandOf(`RUN /bin/sh ${text}`)))
  })
})

describe('commandsWith', () => {
  const given = (command: string) => ({ text: `RUN |1 TOKEN=${maskSign} /bin/sh -c ${command}`, isLiteral: false })
  const literal = (command: string) => ({ text: `RUN /bin/sh -c ${command}`, isLiteral: true })

  it('gives what reads the variable, each once', () => {
    const rows = ['echo $TOKEN', `use "\${TOKEN:-none}"`, 'echo $TOKEN', 'echo $TOKENS', 'make', `curl ${maskSign}`]
    expect(commandsWith('TOKEN', rows.map(given))).toEqual(['echo $TOKEN', `use "\${TOKEN:-none}"`])
  })

  it.each([
    [`curl -H "Bearer ${maskSign}" URL`, `curl -H "Bearer \${TOKEN}" URL`],
    [`curl -u ci:${maskSign} URL`, `curl -u ci:"\${TOKEN}" URL`],
    [`echo 'a "b" ${maskSign}' > x`, `echo 'a "b" '"\${TOKEN}"'' > x`],
    [`echo "it's" ${maskSign}`, `echo "it's" "\${TOKEN}"`],
    [`echo \\' "\\"${maskSign}"`, `echo \\' "\\"\${TOKEN}"`],
  ])('has the variable stand where the secret stood: %j', (before, after) => {
    expect(commandsWith('TOKEN', [literal(before)])).toEqual([after])
  })

  it('leaves alone what it cannot know', () => {
    const rows = [
      `a ${maskSign} ${maskSign}`,
      'nothing masked',
      `a ${maskSign}\nsecond line`,
      `${'x'.repeat(400)} ${maskSign}`,
    ]
    expect(commandsWith('TOKEN', rows.map(literal))).toEqual([])
  })
})
