/** What may follow a short word that ends a name: closing quotes and brackets, assignments, blanks, and the start of a further part. */
const followers = [...'"\'`=:([)]<>\\ \t\r\n_|1234']

/** Words that stand nowhere but in names of secrets, or are rare: four bytes of each. */
const rareWords = ['pass', 'cret', 'cred', 'salt', 'riza']

/** The ends of words that stand everywhere, or as parts of others: `token`, `key`, `pwd`; `auth`, `pat`. */
const usualEnds = ['ken', 'key', 'pwd']
const rarerEnds = ['uth', 'pat']
const fewFollowers = [...'"\'=:(']
const pwBefore = [...'_.-tdnre "\'$']

/** With what the user information of a URL may start. */
const urlStarts = [...'abcdefghijklmnopqrstuvwxyz0123456789:_%-.~']

/**
 * Where a generic secret may stand: texts of four bytes that are part of the names of secrets, and the start of a URL's authority. The
 * detector's first pass finds them all at once, so nothing else of a file is read in JavaScript.
 */
export const assignedMarks: readonly string[] = [
  ...rareWords,
  ...usualEnds.flatMap((end) => followers.map((one) => end + one)),
  ...rarerEnds.flatMap((end) => fewFollowers.map((one) => end + one)),
  ...pwBefore.flatMap((before) => [...fewFollowers, ' '].map((one) => `${before}pw${one}`)),
  ...urlStarts.map((one) => `://${one}`),
  // A URL in a string of JSON, whose slashes may be escaped.
  ':\\/\\',
  ':\\u0',
  // `IDENTIFIED BY 'x'` of SQL.
  ...[`by '`, 'by "'],
]
