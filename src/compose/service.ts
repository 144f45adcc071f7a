import { fromByteString } from '../findings/byte-string.js'
import type { ServicePart } from './part.js'
import { interpolate } from './variables/interpolate.js'
import { resolvedText } from './variables/variables.js'
import { textsOf, valueAt } from './yaml/node.js'

/** What is in force for a service, its files taken together. */
export type ComposeService = {
  name: string
  /** The name of its image; undefined where it has none, or where a variable in it has no value. */
  image?: string
  /** Compose builds it. */
  isBuilt: boolean
  profiles: string[]
  /** That it is built from, where that is known. */
  dockerfile?: { path: string; text: string }
  /** What is wrong with it, in words that follow its name, and what to do. */
  mistake?: { what: string; hint: string }
}

/** `name`: a byte string. `project`: the project's name, from which the image of a service that is built has its own. */
export function serviceOf(name: string, parts: readonly ServicePart[], project: string): ComposeService {
  const inForce = (key: string) => parts.findLast(({ node }) => valueAt(node, key) !== undefined)
  const isSet = (key: string) => {
    const value = valueAt(inForce(key)?.node, key)
    return value !== undefined && value.tag !== '!reset' && !(value.kind === 'text' && value.isNull)
  }
  const profiles = parts.flatMap(({ node, variables }) =>
    textsOf(valueAt(node, 'profiles')).map(({ text }) => resolvedText(interpolate(text), variables).value),
  )
  const base = {
    name: fromByteString(name),
    isBuilt: isSet('build'),
    profiles: [...new Set(profiles.map(fromByteString))],
  }
  if (isSet('image')) return { ...base, ...imageOf(inForce('image')!) }
  if (base.isBuilt) return { ...base, image: `${project}-${base.name}` }
  return isSet('provider')
    ? base
    : { ...base, mistake: { what: 'has neither an image nor a build', hint: 'give it one of them' } }
}

function imageOf({ node, variables }: ServicePart): Pick<ComposeService, 'image' | 'mistake'> {
  const [text] = textsOf(valueAt(node, 'image'))
  if (text === undefined) {
    return {
      mistake: { what: 'has an image that is no name', hint: 'docker compose config tells what Compose makes of it' },
    }
  }
  const { value, unset } = resolvedText(interpolate(text.text), variables)
  if (unset.length === 0 && value !== '') return { image: fromByteString(value) }
  const names = unset.length > 0 ? unset.join(', ') : 'a variable'
  const what = `has an image whose name needs a value for ${names}`
  return { mistake: { what, hint: `set ${names} in the environment, or in .env beside the Compose file` } }
}
