import { descending } from './averagePrecision.js'

/** The best of what a threshold on scores reaches; a greater score means a pair. `labels` are 0 and 1. */
export interface Thresholds {
  readonly accuracy: number
  readonly accuracyThreshold: number
  readonly f1: number
  readonly precision: number
  readonly recall: number
  readonly f1Threshold: number
}

/**
 * A threshold lies midway between two neighbouring scores, at the least score where every pair is taken, and just beyond the greatest
 * where none is (which accuracy may choose). Equal scores are never parted. Source: BinaryClassificationEvaluator.
 */
export const bestThresholds = (scores: Float32Array, labels: ArrayLike<number>): Thresholds => {
  const { order, ends } = descending(scores)
  const rows = order.length
  let positives = 0
  for (let i = 0; i < rows; i++) positives += labels[i]!
  const at = (i: number): number => scores[order[i]!]!
  const best = {
    accuracy: rows === 0 ? 0 : (rows - positives) / rows,
    accuracyThreshold: rows === 0 ? -1 : nextAbove(at(0)),
    f1: 0,
    precision: 0,
    recall: 0,
    f1Threshold: 0,
  }
  let found = 0
  let from = 0
  for (const end of ends) {
    for (; from < end; from++) found += labels[order[from]!]!
    const threshold = end === rows ? at(end - 1) : midway(at(end - 1), at(end))
    const accuracy = (found + (rows - positives) - (end - found)) / rows
    if (accuracy > best.accuracy) Object.assign(best, { accuracy, accuracyThreshold: threshold })
    if (found === 0) continue
    const [precision, recall] = [found / end, found / positives]
    const f1 = (2 * precision * recall) / (precision + recall)
    if (f1 > best.f1) Object.assign(best, { f1, precision, recall, f1Threshold: threshold })
  }
  return best
}

/** In float32; a midpoint that rounds to the lower score would take that in. */
const midway = (above: number, below: number): number => {
  const middle = Math.fround(Math.fround(above + below) / 2)
  return middle === below ? above : middle
}

/** The float32 that follows. */
const nextAbove = (x: number): number => {
  const value = Float32Array.of(x)
  const bits = new Int32Array(value.buffer)
  if (value[0] === 0) bits[0] = 1
  else bits[0] = bits[0]! + (value[0]! > 0 ? 1 : -1)
  return value[0]!
}

/** Matthews' correlation of classes predicted by `score ≥ threshold` with the labels; 0 where either is constant. */
export const matthews = (scores: ArrayLike<number>, labels: ArrayLike<number>, threshold: number): number => {
  let [tp, tn, fp, fn] = [0, 0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! >= threshold) labels[i] === 1 ? tp++ : fp++
    else labels[i] === 1 ? fn++ : tn++
  }
  const between = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn)
  return between === 0 ? 0 : (tp * tn - fp * fn) / between
}
