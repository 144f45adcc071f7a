type Member = { character: string; isEscaped: boolean }

/** What stands between `[` and `]`: `a-z_`, `!a-z`. A `]` that comes first, and a `-` that comes first or last, are themselves. Throws a RangeError. */
export function classOf(text: string): (character: string) => boolean {
  const isNegated = text[0] === '!' || text[0] === '^'
  const members = membersOf(isNegated ? text.slice(1) : text)
  const ranges: { from: string; to: string }[] = []
  for (let at = 0; at < members.length; at++) {
    const { character } = members[at]!
    const [dash, end] = [members[at + 1], members[at + 2]]
    if (dash?.character === '-' && !dash.isEscaped && end) {
      if (end.character < character)
        throw new RangeError(`has a range that runs backwards: ${character}-${end.character}`)
      ranges.push({ from: character, to: end.character })
      at += 2
    } else ranges.push({ from: character, to: character })
  }
  return (character) => ranges.some(({ from, to }) => from <= character && character <= to) !== isNegated
}

function membersOf(text: string): Member[] {
  const members: Member[] = []
  let isEscaped = false
  for (const character of text) {
    if (character === '\\' && !isEscaped) {
      isEscaped = true
      continue
    }
    members.push({ character, isEscaped })
    isEscaped = false
  }
  return members
}
