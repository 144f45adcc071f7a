import { Failure } from '../../../problem.js'
import { connectEngine, type EngineClient } from '../api/client.js'
import type { EngineKind } from '../api/endpoint.js'
import { engineErrorText } from '../api/engine-error.js'
import { contextVariableStrategy, currentContextStrategy } from './context.js'
import { flagStrategy, variableStrategy } from './named-host.js'
import { defaultStrategy, desktopStrategy, rootlessStrategy } from './socket-file.js'
import type { EndpointStrategy, FindOptions } from './strategy.js'

/** The ways to find an engine, in order: what was named first, then the sockets that may be there. */
export const endpointStrategies: readonly EndpointStrategy[] = [
  flagStrategy,
  variableStrategy,
  contextVariableStrategy,
  currentContextStrategy,
  rootlessStrategy,
  defaultStrategy,
  desktopStrategy,
]

/**
 * Finds an engine that answers, in the ways of its kind. One that was named never falls through to another.
 * @throws Failure `engine-unreachable`, with what each way came to
 */
export async function findEngine(
  options: FindOptions,
  strategies: readonly EndpointStrategy[] = endpointStrategies,
  kind: EngineKind = 'docker',
): Promise<EngineClient> {
  const failures: string[] = []
  for (const strategy of strategies) {
    const attempt = await strategy.find(options)
    if (attempt.kind === 'not-applicable') continue
    if (attempt.kind === 'failed') {
      failures.push(`${strategy.name}: ${attempt.reason}`)
    } else {
      try {
        return await connectEngine(kind === 'docker' ? attempt.endpoint : { ...attempt.endpoint, kind })
      } catch (error) {
        failures.push(`${strategy.name}: ${attempt.endpoint.address}: ${engineErrorText(error)}`)
      }
    }
    if (attempt.named) break
  }
  throw new Failure({
    code: 'engine-unreachable',
    message: `no ${kind === 'docker' ? 'Docker engine' : 'Podman'} answers (${failures.join('; ') || 'nothing names one'})`,
    hint: hintFor(failures, kind),
  })
}

function hintFor(failures: readonly string[], kind: EngineKind): string {
  if (kind === 'podman')
    return 'Start its service: systemctl --user start podman.socket, or podman system service; or scan a file: podman save'
  const otherwise = 'or scan a file: docker save IMAGE | jetsam scan -'
  if (failures.some((failure) => failure.endsWith('permission denied'))) {
    return `Run as a user who may use the engine (group docker, or root), ${otherwise}`
  }
  return `Start the engine or name it with --docker-host, ${otherwise}`
}
