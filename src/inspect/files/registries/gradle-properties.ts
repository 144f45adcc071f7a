import { defineFormat } from '../define-format.js'
import { variablesAt } from '../judged.js'
import { readProperties } from '../syntax/properties.js'

/** Gradle's properties: repository and signing passwords by their names. Source: docs.gradle.org, "Build Environment". */
export const gradleProperties = defineFormat({
  id: 'gradle-properties',
  names: ['gradle.properties', 'local.properties', 'keystore.properties', 'signing.properties'],
  parse: (text) => variablesAt(text, readProperties(text)),
})
