import { mersenneTwister } from '@siamese/core'

/** The generator that orders are drawn from. Several data sets share one, so what one of them draws is what the next goes on from. */
export interface Draws {
  readonly next: () => number
  /** Begins anew, as some of the reference's samplers do when an epoch begins. */
  readonly restart: (seed: number) => void
}

export const drawsOf = (seed: number): Draws => {
  let next = mersenneTwister(seed)
  return {
    next: () => next(),
    restart: seed => {
      next = mersenneTwister(seed)
    },
  }
}
