/** Words that stand where a value will be put later. Compared without case and without `-`, `_`, `.` and spaces. */
const fillers = new Set(
  `changeme changemeplease changethis changeit changemenow pleasechange pleasechangeme replaceme replacethis todo fixme tbd
  example sample dummy dummyvalue dummykey dummytoken dummysecret dummypassword fake fakekey faketoken placeholder redacted
  removed hidden masked omitted secrethere keyhere tokenhere passwordhere none null nil undefined empty unset notset notused
  unused na nothing default foo bar foobar baz xyz blah value string text xxx notasecret notsecret notneeded insecure unsafe
  username user somevalue something somesecret somepassword sometoken somekey buildonly buildtime buildtimeonly temporary
  precompile assetsprecompile precompileplaceholder ignored ignore irrelevant whatever optional required invalid random
  thisisnotasecret thisisadummy thisisfake donotuse inserthere tobereplaced setme setthis
  fillme fillin fillmein somerandomstring randomstring overrideme override generateme generated goeshere secretgoeshere keygoeshere mock stub testonly noop build buildsecret xoauthbasic xoauthtoken xaccesstoken xtokenauth doesnotmatter doesntmatter doesnotexist bogus`
    .trim()
    .split(/\s+/),
)

/** Words which, standing inside a longer value of words, make the whole of it a placeholder. */
const fillerWords = new Set(
  `your yours yourself changeme replaceme placeholder example dummy redacted insert replace here todo fixme changethis replacethis xxx xxxx xxxxx
  xxxxxx xxxxxxxx change fake goes mustchange`
    .trim()
    .split(/\s+/),
)

const wrapped =
  /^(?:<[^<>]{0,80}>|\[[A-Za-z][^[\]]{0,80}\]|\{[A-Za-z][^{}:"]{0,80}\}|\{\{?[^{}]{0,80}\}\}?|%[A-Za-z][\w .-]{0,60}%|#[A-Za-z_]+#|\*\*[A-Za-z0-9 _-]{1,40}\*\*)$/
const oneSign = /^(?:[xX]+|[*]+|[.]+|[-]+|[_]+|[?]+|[#]+|[=]+|[•]+|0+|[zZ]{4,}|[aA]{4,}|[…]+|(?:\\?\*)+)$/
const maskedTail = /^[A-Za-z0-9_-]{0,12}(?:\*{3,}|x{4,}|X{4,}|\.{3})[A-Za-z0-9_-]{0,6}$/
const counting =
  /^(?:abc(?:def(?:g(?:hi?)?)?)?(?:123(?:4(?:5(?:6)?)?)?)?|(?:0123456789)+(?:abcdef)?|deadbeef(?:deadbeef|cafe(?:babe)?)*)$/i

/** `123456:ABC-DEF`, as documentation writes a token. */
const sequences = /^(?:1234?5?6?7?8?9?0?|abc(?:def(?:ghi?)?)?)+$/i

/** `temp-secret-for-build`, `only_for_collectstatic`: words that tell what the value is there for. */
const purpose =
  /(?:^|[-_ ])(?:for|at|during|only)[-_ ](?:the[-_ ])?(?:docker[-_ ])?(?:build|builds|buildtime|building|precompile|assets?|collectstatic|compile|migrations?|ci|tests?|testing)(?:[-_ ](?:time|only|phase|purposes?|step))?$/i
/** `build_time_secret`. */
const ofBuild =
  /^(?:docker[-_ ])?(?:build|compile)(?:[-_ ]?time)?[-_ ](?:only[-_ ])?(?:secret|key|token|password|value)$/i
/** `not-needed-here`, `no_secret`, `not a real key`. */
const denial =
  /^(?:this[-_ ]?is[-_ ]?)?(?:not?|non|isnt|un)[-_ ]?(?:an?[-_ ])?(?:needed|used|required|real|secret|important|relevant|applicable|necessary|set|secure|production|prod|valid)(?:[-_ ][a-z]{1,12}){0,6}$/i

/** `secret_not_set`, `password_required`. */
const absence =
  /^(?:[a-z]{1,16}[-_ ]){1,4}(?:(?:not|un|never)[-_ ]?(?:set|used|needed|required|configured|available|provided|defined|found)|required|missing|disabled|redacted)$/i

/**
 * Whether a value only holds the place of a secret: `changeme`, `<your-key>`, `xxxx`, `****`, `...`, nothing, or the name of the
 * variable itself. `key` is that name, if there is one. Surrounding quotes must be gone.
 */
export function isPlaceholder(value: string, key?: string): boolean {
  const text = value.trim().replace(/^base64:/, '')
  if (text.length === 0 || /^(\w)\1{7,}={0,2}$/.test(text)) return true
  if (text.length > 200) return false
  if (oneSign.test(text) || wrapped.test(text) || maskedTail.test(text) || counting.test(text)) return true
  const plain = squeeze(text)
  if (plain.length === 0 || fillers.has(plain)) return true
  if (/abc/i.test(plain) && sequences.test(plain.replaceAll(':', ''))) return true
  if (key !== undefined && (plain === squeeze(key) || repeatsName(text, key) || namesName(plain, key))) return true
  return hasFillerWord(text) || hasFillerWord(textInBase64(text))
}

/** What a value stands for, if it is text in base64. Nothing else decodes to letters and spaces only. */
function textInBase64(text: string): string {
  if (text.length < 12 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return ''
  return Buffer.from(text, 'base64').toString('latin1')
}

/** `app-key` under `PUSHER_APP_KEY`: several words, all of them the name's own. */
function repeatsName(text: string, key: string): boolean {
  if (!/^[A-Za-z]+(?:[-_. ][A-Za-z]+){1,6}$/.test(text)) return false
  const own = new Set(wordsOf(key))
  return wordsOf(text).every((word) => own.has(word) || pronouns.has(word))
}

/** `secretaccesskey` under `AWS_SECRET_ACCESS_KEY`, `SET_SECRET_KEY` under `SECRET_KEY`. As a password, the end of a name is a poor one. */
function namesName(plain: string, key: string): boolean {
  if (plain.length < 6 || /pass|pwd/.test(plain)) return false
  const own = wordsOf(key)
  return own.some((_, at) => {
    const end = own.slice(at).join('')
    if (plain === end) return own.length - at > 1
    return (
      plain.endsWith(end) &&
      /^(?:set|put|add|enter|define|provide|get)(?:the|my|an?)?$/.test(plain.slice(0, -end.length))
    )
  })
}

/** `My_TOKEN` says no more than `TOKEN`. */
const pronouns = new Set(['my', 'the', 'a', 'an', 'some', 'this', 'is', 'here'])

function wordsOf(text: string): string[] {
  return text
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 0)
}

function hasFillerWord(text: string): boolean {
  // Only text made of words can hold a filler; `here` inside random characters means nothing.
  if (!/^[A-Za-z0-9 _.'!-]+$/.test(text)) return false
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _.'!-]+/)
    .filter((word) => word.length > 0)
  if (words.some((word) => fillerWords.has(word)) && words.every(isWordLike)) return true
  if (
    purpose.test(text) ||
    ofBuild.test(text) ||
    [text, words.join(' ')].some((one) => denial.test(one)) ||
    absence.test(text)
  )
    return true
  if (/^(?:change|replace)[-_ ]?(?:me|this|it)[\d!]{0,6}$/i.test(text)) return true
  if (/^(?:pick|choose|use|enter|generate|create|set|make)[-_ ]?(?:an?|some|your|the)[-_ ]?[a-z_ -]{5,30}$/i.test(text))
    return true
  return /^(?:your|insert|enter|replace|put)(?:my|own|the)?[a-z]{3,30}$/i.test(text) && !/\d/.test(text)
}

function isWordLike(word: string): boolean {
  return word.length <= 16 && /^(?:[a-z]+\d{0,4}|\d{1,10}|x+)$/.test(word)
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s_.!-]+/g, '')
}
