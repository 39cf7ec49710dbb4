import type { Buckets } from './distances.js'

/**
 * The row of MPNet's bias for key − query: rows 0–15 for keys before the query and itself, 16–31 for those behind; of each half,
 * a row for each of the distances 0–7, and from 8 to 128 rows that grow with their logarithm. Numbers of 32 bits, as the reference has.
 */
export const mpnetBuckets: Buckets = {
  reach: 128,
  of: distance => (distance > 0 ? half : 0) + ofSide(Math.abs(distance)),
}

const half = 16
const exact = 8

const ofSide = (distance: number): number =>
  distance < exact ? distance : Math.min(exact + Math.trunc(logarithm(distance)), half - 1)

const { fround: single, log } = Math
const logarithm = (distance: number): number =>
  single(single(single(log(distance / exact)) / single(log(mpnetBuckets.reach / exact))) * (half - exact))
