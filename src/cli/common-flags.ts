import { Option } from 'commander'
import { formatNames } from '../report/formats.js'

/** A flag that may be given several times; `none`: what the help says of its default, if anything. */
export function repeatable(flags: string, description: string, none?: string): Option {
  const option = new Option(flags, description).argParser((value: string, earlier: string[] = []) => [
    ...earlier,
    value,
  ])
  return none === undefined ? option : option.default([], none)
}

export const reportFormat = () =>
  repeatable('-f, --format <format>', `format of the report (repeatable): ${formatNames.join(', ')}`, 'table')
export const reportOutput = () =>
  repeatable('-o, --output <[format=]file>', 'write a report to a file (repeatable)', 'stdout')
/** Of commands whose answer is no report. */
export const tableOrJson = () => new Option('-f, --format <format>', 'table or json').default('table', 'table')
export const noColour = () => new Option('--no-color', 'no colours')
export const cacheDir = (description: string) => new Option('--cache-dir <folder>', description)
