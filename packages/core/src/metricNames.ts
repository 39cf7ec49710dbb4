import { fill } from './sentence.js'

/**
 * What an evaluator reports: a name, in which `{similarity}` stands for each one chosen and, of several, for `max`; or such a name
 * for every number of a setting: `['ndcg@{k}', 'ndcgAt', [10]]`, with the numbers where it is not written. Of those no similarity is the best.
 */
export type Metric = string | readonly [template: string, setting: string, unwritten: readonly number[]]

type Each<Template extends string, Values> = Values extends readonly [infer V extends string, ...infer Rest]
  ? Template extends `${infer A}{similarity}${infer B}`
    ? [`${A}${V}${B}`, ...Each<Template, Rest>]
    : [Template]
  : []
type EachMetric<Metrics, Values, O> = Metrics extends readonly [infer M, ...infer Rest]
  ? M extends string
    ? [...Each<M, WithBest<Values>>, ...EachMetric<Rest, Values, O>]
    : M extends readonly [infer T, infer S, infer Unwritten]
      ? [...EachNumber<T, NumbersOf<O, S, Unwritten>, Values>, ...EachMetric<Rest, Values, O>]
      : []
  : []
type NumbersOf<O, S, Unwritten> = S extends keyof O ? (O[S] extends number ? readonly [O[S]] : O[S]) : Unwritten
type EachNumber<T, Numbers, Values> = Numbers extends readonly [infer N extends number, ...infer Rest]
  ? T extends `${infer A}{k}${infer B}`
    ? [...Each<number extends N ? string : `${A}${N}${B}`, Values>, ...EachNumber<T, Rest, Values>]
    : []
  : Numbers extends readonly []
    ? []
    : string[]
/** Of a list of similarities that only the program knows, so are the metrics. */
export type MetricsOn<On extends string, Metrics, O> =
  ChosenIn<O> extends infer Values extends readonly string[]
    ? number extends Values['length']
      ? readonly string[]
      : Measured<On, EachMetric<Metrics, Values, O>>
    : never
type Measured<On extends string, Names extends readonly string[]> = { [K in keyof Names]: `${On}${Names[K]}` }
type ChosenIn<O> = O extends { readonly similarity: infer S extends readonly string[] } ? S : readonly ['cosine']
/** Of several similarities the best is reported as well. */
type WithBest<S> = S extends readonly [string, string, ...string[]] ? readonly [...S, 'max'] : S

/** The same of decoded settings, without the split. */
export const metricNames = (metrics: readonly Metric[], settings: Readonly<Record<string, unknown>>): string[] => {
  const { similarity } = settings
  const chosen = Array.isArray(similarity) ? (similarity as readonly string[]) : ['cosine']
  const withBest = chosen.length < 2 ? chosen : [...chosen, 'max']
  const each = (name: string, among: readonly string[]) =>
    name.includes('{similarity}') ? among.map(one => fill(name, { similarity: one })) : [name]
  return metrics.flatMap(metric => {
    if (typeof metric === 'string') return each(metric, withBest)
    const [template, setting] = metric
    return [settings[setting]].flat().flatMap(k => each(template.replace('{k}', String(k)), chosen))
  })
}
