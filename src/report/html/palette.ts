import type { Severity } from '../../findings/finding.js'

/** The colours of a page. `ink` is for text on `paper` and on `card`, `faint` for the less important; a severity's `sign` stands on its `mark`. */
export type Palette = {
  paper: string
  card: string
  ink: string
  faint: string
  line: string
  link: string
  severities: Record<Severity, { mark: string; sign: string }>
}

export const light: Palette = {
  paper: '#ffffff',
  card: '#f5f7f9',
  ink: '#1b1f24',
  faint: '#545d68',
  line: '#8a939e',
  link: '#0550ae',
  severities: {
    critical: { mark: '#8b1a1a', sign: '#ffffff' },
    high: { mark: '#a33b0a', sign: '#ffffff' },
    medium: { mark: '#775800', sign: '#ffffff' },
    low: { mark: '#1c5a9e', sign: '#ffffff' },
    info: { mark: '#545d68', sign: '#ffffff' },
  },
}

export const dark: Palette = {
  paper: '#0f1419',
  card: '#182029',
  ink: '#e6edf3',
  faint: '#a3b0bd',
  line: '#66727f',
  link: '#7cb9ff',
  severities: {
    critical: { mark: '#ff8a80', sign: '#0f1419' },
    high: { mark: '#ffab70', sign: '#0f1419' },
    medium: { mark: '#f0ca5e', sign: '#0f1419' },
    low: { mark: '#7cb9ff', sign: '#0f1419' },
    info: { mark: '#b1bac4', sign: '#0f1419' },
  },
}

/** The palette as CSS custom properties, for a rule's body. */
export function properties({ severities, ...colours }: Palette): string {
  const plain = Object.entries(colours).map(([name, value]) => `--${name}:${value}`)
  const marks = Object.entries(severities).map(([name, { mark, sign }]) => `--${name}:${mark};--on-${name}:${sign}`)
  return [...plain, ...marks].join(';')
}
