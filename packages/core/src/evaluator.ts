import * as t from 'io-ts'
import { unfinished, unsaid } from './declared.js'
import { described, inSchema } from './described.js'
import type { Evaluates, Scored, ScoredPairs, Searched } from './does.js'
import { type AnyEvaluator, type Evaluator, type EvaluatorConstructor, takes } from './evaluatorRule.js'
import type { Flow } from './flow.js'
import { type Metric, metricNames } from './metricNames.js'
import { type Fields, type Options, options, type Plain, type Settings } from './options.js'
import type { Fault } from './problem.js'
import { columnRecord, roleRecord } from './roleRecord.js'
import { isEncoded, type Role, roleTimes } from './roles.js'
import { misplaced, noHead, noRole, noSplit, nothingBefore, reportedTwice } from './sentences.js'
import { constructorOf, type Definition } from './stage.js'
import { onSplit } from './taskFlow.js'
import { unmapped } from './unmapped.js'
import { cutWider } from './widthSentences.js'

/** The rule of an evaluator, so that its file can name it; messages and editors then do: `interface SimilarityEvaluator extends EvaluatorOf<typeof made> {}`. */
export type EvaluatorOf<C> = C extends EvaluatorConstructor<infer R> ? R : never
/** The same evaluator under that name. */
export const named = <R extends AnyEvaluator>(made: {
  readonly definition: Definition<R['name']>
}): EvaluatorConstructor<R> => made as EvaluatorConstructor<R> // the name stands for the same rule

const nameless = inSchema(
  new t.Type<string, string, unknown>(
    'a name without dots',
    isName,
    (u, context) => (isName(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  ),
  () => ({ type: 'string', pattern: '^[^.]+$' }),
)
function isName(u: unknown): u is string {
  return typeof u === 'string' && u !== '' && !u.includes('.')
}
const width = {
  width: [
    described(t.number, 'How many of the first numbers of an embedding are scored; all if not written'),
    undefined,
  ],
} as const

/**
 * An evaluator from its roles, its metrics (`{similarity}` stands for each one chosen, and for `max` when there are several) and its
 * scoring function. `primary` is the metric that it is judged by, the first when it is not given; `doubts` are sentences about
 * rows of which metrics say nothing; `pairs` are what is kept to compare two models pair by pair.
 */
export const defineEvaluator = <
  const Name extends string,
  const Roles extends readonly Role[],
  const Metrics extends readonly Metric[],
  const Reads extends Evaluates['reads'],
  const P extends Fields = {},
>(evaluator: {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly roles: Roles
  readonly metrics: Metrics
  readonly reads: Reads
  readonly options?: Options<P>
  readonly score: (
    scored: Reads extends 'search' ? Searched : Reads extends 'metrics' ? readonly number[] : Scored,
    settings: Settings<P>,
    predicted?: Int32Array,
  ) => Readonly<Record<string, number>>
  readonly depth?: (settings: Settings<P>) => number
  readonly primary?: (metrics: Readonly<Record<string, number>>, settings: Settings<P>) => string
  readonly doubts?: (scored: Scored, settings: Settings<P>) => readonly string[]
  readonly pairs?: (scored: Scored, settings: Settings<P>) => ScoredPairs
}): EvaluatorConstructor<Evaluator<Name, Roles, Metrics, Reads, Plain<P>>> => {
  const { name, roles, metrics, reads } = evaluator
  const texts = roles.map(roleTimes).filter(([, kind]) => isEncoded(kind))
  const isHeadless = ({ predicts }: Flow): boolean => reads === 'head' && predicts !== 'classes'
  const vectors = reads === 'embeddings' || reads === 'search'
  const similarity = (evaluator.options?.fields as Fields | undefined)?.similarity
  const compares =
    similarity === undefined ? 'nothing' : Array.isArray((similarity as [unknown, unknown])[1]) ? 'some' : 'one'
  const def: Definition = {
    name,
    ...(evaluator.about === undefined ? {} : { about: evaluator.about }),
    options: options({
      ...(evaluator.options?.fields as Fields),
      ...(vectors ? width : {}),
      on: described(t.string, 'The split that is scored'),
      name: [described(nameless, 'What its metrics begin with, where several evaluators score a split'), undefined],
      columns: [described(columnRecord(roles), 'Which column plays a role, where it has another name'), {}],
      prompts: [
        described(
          roleRecord(texts, role => `Text put in front of every ${role}`),
          'Text put in front of every text of a role',
        ),
        {},
      ],
    }),
    rules: [],
    does: {
      family: 'evaluator',
      roles,
      reads,
      score: evaluator.score,
      depth: evaluator.depth,
      primary: evaluator.primary ?? ((_: unknown, settings: Settings<P>) => metricNames(metrics, settings)[0]),
      doubts: evaluator.doubts ?? (() => []),
      pairs: evaluator.pairs,
    } as never, // it reads what its own settings say
    judge: (flow, settings, written) => {
      const on = String(settings.on)
      const read = onSplit(flow, on)
      const wrong = misplaced(name, takes[reads], flow.kind) ?? unfinished(name, flow)
      const absent = flow.splits.includes(on) ? undefined : noSplit(name, on, flow.data, flow.splits.join(', '))
      const reported =
        settings.on === undefined
          ? []
          : metricNames(metrics, settings).map(metric => `${on}.${nameFront(settings)}${metric}`)
      const twice = reported.find(metric => flow.metrics.includes(metric))
      const use = vectors
        ? (unsaid(name, compares, flow, written) ?? tooWide(name, settings.width, flow.width))
        : reads === 'metrics' && flow.metrics.every(metric => !metric.startsWith(`${on}.`))
          ? nothingBefore(name, on)
          : undefined
      const stranger = Object.keys(settings.prompts as object).find(role => texts.every(([text]) => text !== role))
      const unplayed = [
        ...(use === undefined ? [] : [use]),
        ...(stranger === undefined
          ? isHeadless(read)
            ? [noHead(name, read.objective)]
            : unmapped(name, roles, settings.columns as Record<string, string>, read)
          : [{ sentence: noRole(name, roles.join(', ')), at: ['prompts', stranger] }]),
      ]
      return {
        problems:
          wrong !== undefined
            ? [wrong]
            : absent !== undefined
              ? [{ sentence: absent, at: ['on'] }]
              : unplayed.length > 0 || twice === undefined
                ? unplayed
                : [{ sentence: reportedTwice(name, twice), at: ['on'] }],
        flow: { ...flow, metrics: [...flow.metrics, ...reported] },
      }
    },
  }
  return constructorOf(def)
}

const tooWide = (stage: string, width: unknown, has: number): Fault | undefined =>
  typeof width !== 'number' || (Number.isInteger(width) && width > 0 && width <= has)
    ? undefined
    : { sentence: cutWider(stage, String(width), has), at: ['width'] }

/** What stands in front of the metrics of an evaluator that has a name. */
export const nameFront = ({ name }: Readonly<Record<string, unknown>>): string => (name === undefined ? '' : `${name}_`)
