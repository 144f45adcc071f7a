import type { Variables } from './variables/variables.js'
import type { ComposeNode } from './yaml/node.js'

/** One document of one file of a project. `folder`: from which its paths count, absolute. */
export type ComposeDocument = { node: ComposeNode; folder: string; variables: Variables }

/** What one file says of a service. Of several, the later one wins. */
export type ServicePart = { node: ComposeNode; folder: string; variables: Variables }
