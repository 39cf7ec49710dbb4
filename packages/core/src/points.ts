import { isChoice } from './choice.js'
import { alternativesOf } from './choose.js'
import type { Walked } from './fragment.js'
import { hasStages, isStage } from './nested.js'
import type { Path } from './problem.js'
import { definition, make, place, type Stage } from './stage.js'

/** What was chosen at one point of a sweep, in the order in which it is written. */
export interface Chosen {
  readonly stage: string
  /** The setting that was varied; left out where the stage itself was. */
  readonly setting?: string
  readonly is: unknown
}
export interface Point {
  readonly chosen: readonly Chosen[]
  /** Each with its way from the top. */
  readonly stages: readonly Walked[]
}

/** More are no sweep that anybody waits for, and too many to check. */
export const mostPoints = 10_000

/** How many points stages have, without making them. */
export const countPoints = (stages: readonly Stage[]): number =>
  stages.reduce((product, stage) => product * countOf(stage), 1)

const countOf = (stage: Stage): number => {
  const alternatives = alternativesOf(stage)
  if (alternatives !== undefined) return sum(alternatives.map(countOf))
  const { does } = stage[definition]
  if (does.family === 'fragment') return countPoints(does.stages)
  return Object.values(stage.settings).reduce<number>((product, value) => product * countIn(value), 1)
}
const countIn = (value: unknown): number =>
  isChoice(value)
    ? sum(value.choose.map(countIn))
    : isStage(value)
      ? countOf(value)
      : Array.isArray(value)
        ? value.reduce<number>((product, each) => product * (isStage(each) ? countOf(each) : 1), 1)
        : hasStages(value)
          ? countPoints(Object.values(value).filter(isStage))
          : 1
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Every way to choose, the last choice varying fastest. Stages without a choice have one point: themselves. */
export const pointsOf = (stages: readonly Stage[], from: Path = ['stages']): readonly Point[] =>
  pointsAt(stages.map((stage, index) => ({ stage, path: [...from, index] })))

/** The same of stages that stand anywhere. */
export const pointsAt = (stages: readonly Walked[]): readonly Point[] => product(stages.map(ofStage)).map(together)

const together = (parts: readonly Point[]): Point => ({
  chosen: parts.flatMap(({ chosen }) => chosen),
  stages: parts.flatMap(part => part.stages),
})

const ofStage = ({ stage, path }: Walked): readonly Point[] => {
  const alternatives = alternativesOf(stage)
  if (alternatives !== undefined)
    return alternatives.flatMap((alternative, index) =>
      ofAlternative({ stage: alternative, path: [...path, 'choose', index] }).map(point => ({
        chosen: isNamed(alternative) ? [{ stage: 'choose', is: named(alternative) }, ...point.chosen] : point.chosen,
        stages: point.stages,
      })),
    )
  if (countOf(stage) === 1) return [{ chosen: [], stages: [{ stage, path }] }]
  const { does } = stage[definition]
  if (does.family === 'fragment') return pointsOf(does.stages, [...path, 'stages'])
  const settings = Object.entries(stage.settings)
  return product(settings.map(([setting, value]) => ofSetting(stage.stage, setting, value, [...path, setting]))).map(
    parts => ({
      chosen: parts.flatMap(({ chosen }) => chosen),
      stages: [
        {
          stage: make(
            stage[definition],
            Object.fromEntries(parts.map(({ value }, index) => [settings[index]![0], value])),
            stage[place],
          ),
          path,
        },
      ],
    }),
  )
}

/** Several stages stand in a list. */
const ofAlternative = ({ stage, path }: Walked): readonly Point[] => {
  const { does } = stage[definition]
  return does.family === 'fragment' ? pointsOf(does.stages, path) : ofStage({ stage, path })
}

/** A choice among choices is told by what is chosen there. */
const isNamed = (alternative: Stage): boolean => alternativesOf(alternative) === undefined

/** `pool.mean`; several stages with their order; `nothing` for none. */
const named = (stage: Stage): string => {
  const { does } = stage[definition]
  if (does.family !== 'fragment') return stage.stage
  return does.stages.map(named).join(', ') || 'nothing'
}

interface Valued {
  readonly chosen: readonly Chosen[]
  readonly value: unknown
}
const ofSetting = (stage: string, setting: string, value: unknown, path: Path): readonly Valued[] => {
  if (isChoice(value))
    return value.choose.flatMap((each, index) => {
      const points = ofSetting(stage, setting, each, [...path, 'choose', index])
      return isChoice(each)
        ? points
        : points.map(point => ({ ...point, chosen: [{ stage, setting, is: shown(each) }, ...point.chosen] }))
    })
  if (isStage(value))
    return ofStage({ stage: value, path }).map(({ chosen, stages }) => ({ chosen, value: stages[0]?.stage }))
  // A choice in a list is one between stages.
  if (countIn(value) === 1) return [{ chosen: [], value }]
  if (hasStages(value)) {
    const names = Object.keys(value)
    return product(names.map(name => ofSetting(stage, `${setting}.${name}`, value[name], [...path, name]))).map(
      parts => ({
        chosen: parts.flatMap(({ chosen }) => chosen),
        value: Object.fromEntries(parts.map((part, index) => [names[index]!, part.value])),
      }),
    )
  }
  if (!Array.isArray(value)) return [{ chosen: [], value }]
  // An alternative may be several stages, or none.
  const members = value.map((each: unknown, index) =>
    isStage(each)
      ? ofStage({ stage: each, path: [...path, index] }).map(({ chosen, stages }) => ({
          chosen,
          value: stages.map(walked => walked.stage as unknown),
        }))
      : [{ chosen: [], value: [each] }],
  )
  return product(members).map(parts => ({
    chosen: parts.flatMap(({ chosen }) => chosen),
    value: parts.flatMap(part => part.value),
  }))
}

/** A value as JSON says it; stages by their names. */
const shown = (value: unknown): unknown =>
  isStage(value) ? named(value) : Array.isArray(value) && value.some(isStage) ? value.map(shown) : value

const product = <A>(lists: readonly (readonly A[])[]): readonly (readonly A[])[] =>
  lists.reduce<readonly (readonly A[])[]>(
    (before, list) => before.flatMap(some => list.map(each => [...some, each])),
    [[]],
  )
