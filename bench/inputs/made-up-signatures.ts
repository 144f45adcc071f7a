import { randomFrom } from './content.js'

type Random = ReturnType<typeof randomFrom>

/**
 * What stands near values in lists of known formats and in ordinary code too: names of vendors that are words, and words for
 * credentials. They cost more than names that stand nowhere.
 */
const common =
  'abstract account admin api_key airtable algolia amplitude asana auth0 authorization aws azure bitbucket bootstrap branch canvas chatbot checkout client_id client_secret cloudflare clusters codecov confluence consumer contentful copper coveralls credentials daily datadog debounce digitalocean discord dropbox encrypt envoy facebook figma firebase fixer flat float front gemini ghost github gitlab google graph harvest heroku intercom iterable jira kafka karma keypair launch ldap less line linear linkedin looker loop mailgun mapbox mirror mongodb monday netlify notify notion okta opsgenie pagerduty parsers paypal personal phantom pipe plaid private pubnub pusher redhat redis repository runner salesforce sanity segment sendgrid sentry sheet shopify shortcut signature slack snyk splunk square stability steam storm stripe teams telegram tenant travis trello tunnel twilio twist twitter users vault vercel verifier vultr wave zendesk zoom'.split(
    ' ',
  )
const syllables =
  'ab ac al an ar as ba bi bo ca ce cl co da de di do el em en fa fi fo ga ge go ha hi in io ka ki ko la le li lo ma me mi mo na ne ni no ol on or pa pe pi po qua ra re ri ro sa se si so ta te ti to ul un va ve vi wa xi ya zo'.split(
    ' ',
  )
/** How often each stands in lists of known formats that are recognised by a word near them. */
const contextValues =
  '{uuid} {uuid} {uuid} {uuid} {base36:32} {base36:32} {base36:32} {base36:32} {base62:32} {base62:32} {base62:32} {hex:32} {hex:32} {hex:32} {hex:64} {hex:64} {hex:40} {hex:40} {base62:40} {base62:40} {base62:64} {base36:64} {base62:20} {base36:40} {base62:24} {base64url:32} {base64:44} {base62:60} {base64url:43} {base62:16} {base62:30} {base64url:24-64}'.split(
    ' ',
  )
const prefixedValues =
  '{hex:32} {hex:40} {hex:64} {base62:24} {base62:32} {base62:40} {base64url:20-80} {base64url:43} {base36:28} {base62:30-60}'.split(
    ' ',
  )

/**
 * A signature file (YAML) of `count` formats that nobody uses, built as known ones are: two thirds have no mark of their own and are
 * found by a word near them, a tenth has both a prefix and a word, the rest has a prefix.
 */
export function madeUpSignatures(count: number, seed: number): string {
  const random = randomFrom(seed)
  const lines = ['signatures:']
  for (let index = 0; index < count; index++) {
    const vendor = vendorName(random)
    const chance = random(30)
    const value = chance < 20 ? pick(contextValues, random) : prefix(vendor, random) + pick(prefixedValues, random)
    lines.push(
      `  - id: made-up-${index}`,
      `    title: Made up ${index}`,
      '    severity: medium',
      `    value: '${value}'`,
    )
    if (chance < 23)
      lines.push(
        '    near:',
        `      words: [${vendor}, ${vendor}_key]`,
        `      within: ${pick([40, 40, 40, 60, 20], random)}`,
      )
  }
  return `${lines.join('\n')}\n`
}

function vendorName(random: Random): string {
  if (random(3) === 0) return pick(common, random)
  return Array.from({ length: 3 + random(2) }, () => pick(syllables, random)).join('')
}

function prefix(vendor: string, random: Random): string {
  const short = vendor.slice(0, 3 + random(4))
  return pick([`${short}_`, `${short}-`, `${short}_live_`, `sk_${short}_`, `${short}.`], random)
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[random(from.length)]!
}
