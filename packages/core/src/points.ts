import { isChoice } from './choice.js'
import { alternativesOf } from './choose.js'
import { isStage } from './nested.js'
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
  readonly stages: readonly Stage[]
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
        ? value.filter(isStage).reduce((product, each) => product * countOf(each), 1)
        : 1
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Every way to choose, the last choice varying fastest. Stages without a choice have one point: themselves. */
export const pointsOf = (stages: readonly Stage[]): readonly Point[] =>
  product(stages.map(ofStage)).map(parts => ({
    chosen: parts.flatMap(({ chosen }) => chosen),
    stages: parts.flatMap(part => part.stages),
  }))

const ofStage = (stage: Stage): readonly Point[] => {
  const alternatives = alternativesOf(stage)
  if (alternatives !== undefined)
    return alternatives.flatMap(alternative =>
      ofStage(alternative).map(point => ({
        chosen: [{ stage: 'choose', is: named(alternative) }, ...point.chosen],
        stages: point.stages,
      })),
    )
  const { does } = stage[definition]
  if (does.family === 'fragment') return countPoints(does.stages) === 1 ? [alone(stage)] : pointsOf(does.stages)
  const settings = Object.entries(stage.settings)
  if (countOf(stage) === 1) return [alone(stage)]
  return product(settings.map(([setting, value]) => ofSetting(stage.stage, setting, value))).map(parts => ({
    chosen: parts.flatMap(({ chosen }) => chosen),
    stages: [
      make(
        stage[definition],
        Object.fromEntries(parts.map(({ value }, index) => [settings[index]![0], value])),
        stage[place],
      ),
    ],
  }))
}
const alone = (stage: Stage): Point => ({ chosen: [], stages: [stage] })

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
const ofSetting = (stage: string, setting: string, value: unknown): readonly Valued[] => {
  if (isChoice(value)) return value.choose.map(is => ({ chosen: [{ stage, setting, is }], value: is }))
  if (isStage(value)) return ofStage(value).map(({ chosen, stages }) => ({ chosen, value: stages[0] }))
  if (!Array.isArray(value) || countIn(value) === 1) return [{ chosen: [], value }]
  return product(value.map(each => ofSetting(stage, setting, each))).map(parts => ({
    chosen: parts.flatMap(({ chosen }) => chosen),
    value: parts.map(part => part.value),
  }))
}

const product = <A>(lists: readonly (readonly A[])[]): readonly (readonly A[])[] =>
  lists.reduce<readonly (readonly A[])[]>(
    (before, list) => before.flatMap(some => list.map(each => [...some, each])),
    [[]],
  )
