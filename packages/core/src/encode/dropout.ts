import { tf } from '../../tensors.cjs'
import { philoxLanes } from '../random/philox.js'

/** Sets a share `rate` of the values to zero and scales the others, so that the mean stays. */
export type Dropout = <T extends tf.Tensor>(x: T, rate: number) => T

/** What an encoder does when it is not trained. */
export const noDropout: Dropout = x => x

const lanes = 65536
const sitesPerStep = 4096

/**
 * The dropout of one step. Its k-th use (rates that round to zero are not counted) draws one 16-bit lane a value from the
 * Philox stream step · 4096 + k under the key `seed`; a value is kept when its lane is at least round(rate · 65536).
 * `places` counts the uses on; begun again at the same one, the same masks are drawn.
 */
export const dropoutOf = (
  { seed, step }: { readonly seed: number; readonly step: number },
  places: { site: number } = { site: 0 },
): Dropout => {
  return <T extends tf.Tensor>(x: T, rate: number): T => {
    const dropped = Math.round(rate * lanes)
    if (dropped === 0) return x
    if (places.site === sitesPerStep) throw new Error(`internal: more than ${sitesPerStep} uses of dropout in one step`)
    const drawn = philoxLanes(seed, step * sitesPerStep + places.site++, x.size)
    return tf.mul(x, tf.tensor(mask(drawn, dropped), x.shape)) as T
  }
}

const mask = (drawn: Uint16Array, dropped: number): Float32Array => {
  const scale = lanes / (lanes - dropped)
  const kept = new Float32Array(drawn.length)
  for (let i = 0; i < drawn.length; i++) kept[i] = drawn[i]! >= dropped ? scale : 0
  return kept
}
