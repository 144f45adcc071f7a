import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { trimSpot } from '../syntax/spot.js'

/** What every node of an Erlang cluster, such as RabbitMQ's, must know: who has it runs code on all of them. Source: erlang.org, "Distributed Erlang". */
export const erlangCookie = defineFormat({
  id: 'erlang-cookie',
  names: ['.erlang.cookie'],
  limit: 4096,
  parse: (text) => {
    const spot = trimSpot(text, 0, text.length)
    return /^[\x21-\x7e]{6,255}$/.test(spot.value)
      ? secretAt(text, spot, { signature: 'rabbitmq-erlang-cookie', key: '.erlang.cookie' })
      : []
  },
})
