import type { LossInput } from './does.js'

/** Numbers of a step that a loss reads, `count` of them, under a name of its own. */
export const chosen = (role: string, count: number, draw: NonNullable<LossInput['draw']>): LossInput => ({
  role,
  kind: 'drawn',
  column: '',
  is: { vector: count },
  prepare: value => value,
  draw,
})

/** `count` different ones of the numbers from 0 below `all`, in the order drawn; every one is as likely as any other. */
export const drawnOf = (all: number, count: number, uniform: () => number): readonly number[] => {
  const left = Array.from({ length: all }, (_, each) => each)
  return Array.from({ length: Math.min(count, all) }, () => left.splice(Math.floor(uniform() * left.length), 1)[0]!)
}
