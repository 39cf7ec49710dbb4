import type { ExplainedStage, Flowing } from '../run/explain/stages.js'

/** `batch × tokens × 384, tokens ≤ 256`; one number for a batch is `1`; a loss that tells parts is `1, in parts last, earlier`. */
export const flowText = ({ shape, most = {}, parts = [] }: Flowing): string =>
  [
    shape.length === 0 ? '1' : shape.join(' × '),
    ...Object.entries(most).map(([side, number]) => `${side} ≤ ${number}`),
    ...(parts.length === 0 ? [] : [`in parts ${parts.join(', ')}`]),
  ].join(', ')

/** A setting as it is shown: written by hand, or filled in. */
export interface Setting {
  readonly text: string
  readonly filled: boolean
}

/** Roles that another column plays, settings as written, and those filled in; an empty object says nothing. */
export const settingsOfStage = ({ plays, written, filled }: ExplainedStage): readonly Setting[] => [
  ...plays
    .filter(({ role, column }) => role !== column)
    .map(({ role, column }) => ({ text: `${role} ← ${column}`, filled: false })),
  ...each(written, false).filter(({ text }) => plays.length === 0 || !text.startsWith('columns ')),
  ...each(filled, true),
]

const each = (settings: Readonly<Record<string, unknown>>, filled: boolean): readonly Setting[] =>
  Object.entries(settings)
    .filter(([, value]) => JSON.stringify(value) !== '{}')
    .map(([name, value]) => ({ text: `${name} ${valueText(value)}`, filled }))

/** A setting's value, as it is read: `1e-5`, `a, b`, a stage by its name. */
export const valueText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(valueText).join(', ')
      : typeof value === 'object' && value !== null
        ? objectText(value)
        : typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-2
          ? value.toExponential()
          : String(value)

/** A stage inside a setting is its name, with what was written of it. */
const objectText = (value: object): string => {
  const { stage, ...rest } = value as { readonly stage?: unknown }
  const named = (some: object) =>
    Object.entries(some)
      .map(([name, each]) => `${name}: ${valueText(each)}`)
      .join(', ')
  if (typeof stage !== 'string') return named(value)
  return Object.keys(rest).length === 0 ? stage : `${stage}(${named(rest)})`
}

/** What the marks and names of a table of stages mean, each once. */
export const legend = (stages: readonly ExplainedStage[]): readonly string[] => [
  ...(stages.some(stage => settingsOfStage(stage).some(({ filled }) => filled))
    ? ['· not written in the pipeline: a default that was filled in']
    : []),
  'shapes are those of each text column; batch: rows of a batch, tokens: of its longest text, special ones included',
]
