import type { DockerfileInstruction } from '../image/dockerfile/parse.js'
import { isProxyName, judgeProxy } from '../inspect/variables/proxy.js'
import { mentions } from './pairs.js'
import type { Plan } from './plan.js'
import type { Setter } from './variables.js'

/**
 * Builds know these without an ARG, and undeclared they enter neither the history nor the cache.
 * Source: https://docs.docker.com/reference/dockerfile/#predefined-args
 */
const predefined = /^(?:https?|ftp)_proxy$/i

const instead = 'set the proxy in the "proxies" part of ~/.docker/config.json on the machine that builds'

/** Plans that proxies which may have a password are no longer declared; gives the ones that go. */
export function planProxies(all: readonly DockerfileInstruction[], setters: readonly Setter[], plan: Plan): Setter[] {
  const proxies = setters.filter(({ pair }) => isProxyName(pair.name) && mayHavePassword(pair))
  return proxies.filter(({ instruction, pair }) => {
    const { line, keyword } = instruction
    const user = all.find((one) => one !== instruction && one.keyword !== 'RUN' && mentions(one.text, pair.name))
    if (user) {
      plan.left.push(
        `line ${user.line}: ${user.keyword} writes ${pair.name} into the image, with its password: ${instead}`,
      )
    } else if (predefined.test(pair.name)) {
      plan.flags.push(`--build-arg ${pair.name}`)
      plan.done.push(
        `${pair.name} (line ${line}) is no longer declared: a build knows it all the same, and it stays out of the image; or ${instead}`,
        ...(keyword === 'ENV'
          ? [`${pair.name} is no longer in the environment of containers: docker run --env ${pair.name} IMAGE`]
          : []),
      )
      return true
    } else {
      plan.left.push(
        `line ${line}: ${keyword} holds the password of a proxy (${pair.name}): leave it out, and ${instead}`,
      )
    }
    return false
  })
}

/** What an ARG without a default is given is not known here. */
function mayHavePassword({ name, value }: Setter['pair']): boolean {
  if (value === undefined) return predefined.test(name)
  return judgeProxy(name, value).some(({ signature }) => signature === 'proxy-password')
}
