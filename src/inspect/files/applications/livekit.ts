import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { keyOf } from '../syntax/spot.js'
import { readYaml, YAML_LIMIT } from '../syntax/yaml.js'

/** A LiveKit server's API keys, each with its secret. Source: docs.livekit.io, "Self-hosting", "Deployment". */
export const livekit = defineFormat({
  id: 'livekit',
  names: ['livekit.yaml', 'livekit.yml', 'livekit-server.yaml'],
  limit: YAML_LIMIT,
  parse: (text) =>
    readYaml(text).flatMap((entry) =>
      entry.path.length === 2 && entry.path[0] === 'keys'
        ? secretAt(text, entry, { signature: 'livekit-api-secret', key: `keys.${keyOf(entry)}` })
        : [],
    ),
})
