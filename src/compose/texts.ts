import { fromByteString } from '../findings/byte-string.js'
import type { Exposure } from '../findings/finding.js'
import { pathText } from '../inspect/path-text.js'
import type { ComposeProject } from './project.js'
import type { Variables } from './variables/variables.js'
import { type ComposeNode, entriesOf, type TextNode, textsOf, valueAt } from './yaml/node.js'

/** Values that are looked at, those that several services share counted for each. */
export const maxVisits = 500_000

/** A text of a Compose file, what it is, and to which services it belongs. */
export type ComposeText = {
  exposure: Exposure
  /** `words`: a command as a list. `reference`: a variable without a value, which comes from where Compose runs, or from an env file. */
  form: 'value' | 'command' | 'words' | 'dockerfile' | 'reference'
  /** The variable, label or nearest key, a byte string. */
  name: string
  /** As a report tells it, a byte string. */
  key: string
  /** One, or the words of a command. */
  nodes: TextNode[]
  variables: Variables
  services: Set<string>
}

type Place = { exposure: Exposure; path: (string | number)[]; variables: Variables; services: readonly string[] }
type Found = { texts: Map<string, ComposeText>; numbers: Map<object, number>; left: number }

/** All texts of a project's Compose files, each once. `isCut`: there were more than `maxVisits`. */
export function composeTexts(project: ComposeProject): { texts: ComposeText[]; isCut: boolean } {
  const found: Found = { texts: new Map(), numbers: new Map(), left: maxVisits }
  for (const [name, parts] of project.parts) {
    for (const { node, variables } of parts) {
      const services = [fromByteString(name)]
      visit(node, { exposure: 'config', path: ['services', name], variables, services }, found)
    }
  }
  for (const { node, variables } of project.documents) {
    for (const [key, value] of entriesOf(node)) {
      if (key !== 'services') visitTop(key, value, variables, project, found)
    }
  }
  return { texts: [...found.texts.values()], isCut: found.left <= 0 }
}

/** Inline secrets and configs belong to the services that name them. */
function visitTop(key: string, node: ComposeNode, variables: Variables, project: ComposeProject, found: Found): void {
  if (key !== 'secrets' && key !== 'configs') {
    visit(node, { exposure: 'config', path: [key], variables, services: [] }, found)
    return
  }
  for (const [name, one] of entriesOf(node)) {
    visit(one, { exposure: 'config', path: [key, name], variables, services: usersOf(key, name, project) }, found)
  }
}

function usersOf(kind: string, name: string, { parts }: ComposeProject): string[] {
  const isUsed = (node: ComposeNode | undefined) =>
    node?.kind === 'list' &&
    node.items.some((one) =>
      textsOf(one.kind === 'map' ? valueAt(one, 'source') : one).some(({ text }) => text === name),
    )
  const users = [...parts].filter(([, own]) =>
    own.some(({ node }) => isUsed(valueAt(node, kind)) || isUsed(valueAt(node, 'build', kind))),
  )
  return users.map(([user]) => fromByteString(user))
}

/** By the name of a key, whatever it is below: what stands there is told so, and read so. */
const variableHolders: Record<string, Exposure> = {
  environment: 'env',
  args: 'build-arg',
  labels: 'label',
  annotations: 'annotation',
}
const commandHolders: Record<string, Exposure> = {
  command: 'command',
  entrypoint: 'entrypoint',
  test: 'healthcheck',
}

function visit(node: ComposeNode, place: Place, found: Found): void {
  if (found.left-- <= 0) return
  if (node.kind === 'text') {
    // What an anchor made part of a service was told there.
    if (place.path[0] !== 'services' && found.numbers.has(node)) return
    const name = lastName(place.path)
    if (!node.isNull) add([node], 'value', { ...place, name, key: pathText(place.path) }, found)
  } else if (node.kind === 'list') {
    for (const [i, item] of node.items.entries()) visit(item, { ...place, path: [...place.path, i] }, found)
  } else {
    for (const [key, value] of node.entries) visitKey(key, value, { ...place, path: [...place.path, key] }, found)
  }
}

function visitKey(key: string, node: ComposeNode, place: Place, found: Found): void {
  const inService = place.path[0] === 'services'
  const variables = inService ? own(variableHolders, key) : undefined
  const command = inService ? own(commandHolders, key) : undefined
  if (variables !== undefined && node.kind !== 'text') {
    visitVariables(node, { ...place, exposure: variables }, found)
  } else if (command !== undefined && node.kind !== 'map') {
    const told = { ...place, exposure: command, name: key, key: pathText(place.path) }
    if (node.kind === 'text') add([node], 'command', told, found)
    else add(textsOf(node), 'words', told, found)
  } else if (inService && key === 'dockerfile_inline' && node.kind === 'text') {
    add([node], 'dockerfile', { ...place, exposure: 'history', name: key, key: pathText(place.path) }, found)
  } else {
    visit(node, place, found)
  }
}

/** `K: V` or `- K=V`; without a value it comes from where Compose runs. */
function visitVariables(node: ComposeNode, place: Place, found: Found): void {
  const items = node.kind === 'list' ? node.items : []
  for (const [name, value] of entriesOf(node)) {
    if (value.kind !== 'text') visit(value, { ...place, path: [...place.path, name] }, found)
    else add([value], value.isNull ? 'reference' : 'value', { ...place, name, key: name }, found)
  }
  for (const item of items) {
    if (item.kind !== 'text') continue
    const equals = item.text.indexOf('=')
    const name = equals < 0 ? item.text : item.text.slice(0, equals)
    add([item], equals < 0 ? 'reference' : 'value', { ...place, name, key: name }, found)
  }
}

function own(table: Record<string, Exposure>, key: string): Exposure | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

function add(
  nodes: TextNode[],
  form: ComposeText['form'],
  { exposure, name, key, variables, services }: Place & { name: string; key: string },
  { texts, numbers, ...found }: Found,
): void {
  const [first] = nodes
  if (first === undefined || found.left <= 0) return
  const number = numbers.get(first) ?? numbers.size
  numbers.set(first, number)
  const id = `${number} ${exposure} ${form}`
  const known = texts.get(id) ?? { exposure, form, name, key, nodes, variables, services: new Set() }
  for (const service of services) known.services.add(service)
  texts.set(id, known)
}

/** By which a text is judged: its nearest key. The content of a secret or config goes by that one's name, and a list of such names by none. */
function lastName(path: readonly (string | number)[]): string {
  const [top, name, last] = path
  if ((top === 'secrets' || top === 'configs') && last === 'content') return String(name)
  if (typeof path.at(-1) === 'number' && /^(?:secrets|configs)$/.test(String(path.at(-2)))) return ''
  return String(path.findLast((part) => typeof part === 'string') ?? '')
}
