import { defineFormat } from '../define-format.js'
import { dotted, secretAt, variablesAt } from '../judged.js'
import { HCL, readAssignments } from '../syntax/assignments.js'
import { readJson } from '../syntax/json.js'
import { keyOf } from '../syntax/spot.js'

/** Values of Terraform's variables, in HCL or JSON. Source: developer.hashicorp.com, "Variable Definitions (.tfvars) Files". */
export const terraformVars = defineFormat({
  id: 'terraform-vars',
  endings: ['.tfvars', '.json'],
  when: ({ name }) => name.endsWith('.tfvars') || name.endsWith('.tfvars.json'),
  parse: (text, path) =>
    variablesAt(text, path.toLowerCase().endsWith('.json') ? readJson(text) : readAssignments(text, HCL)),
})

/** Tokens for Terraform's registries. Source: developer.hashicorp.com, "CLI Configuration File", "Credentials". */
export const terraformRc = defineFormat({
  id: 'terraform-rc',
  names: ['.terraformrc', 'terraform.rc', '.tofurc', 'credentials.tfrc.json'],
  parse: (text, path) => {
    const entries = path.toLowerCase().endsWith('.json') ? readJson(text) : readAssignments(text, HCL)
    return entries.flatMap((entry) =>
      keyOf(entry) === 'token' ? secretAt(text, entry, { signature: 'terraform-token', key: dotted(entry.path) }) : [],
    )
  },
})
