import type { SampledEmbeddings } from '../run/runRecord.js'
import type { Moment } from '../run/sample.js'
import { cosines, normalized } from './embedded.js'

/** The first column's texts beside those of another, row by row. */
export interface Comparison {
  /** `anchor and positive` */
  readonly name: string
  readonly other: number
  readonly cosines: { readonly [M in Moment]?: readonly number[] }
}

export const moments = (at: SampledEmbeddings['at']): readonly Moment[] =>
  (['before', 'after'] as const).filter(moment => at[moment] !== undefined)

export const comparisonsOf = ({ sample, at }: SampledEmbeddings): readonly Comparison[] => {
  const [first, ...others] = sample.columns
  const unit = moments(at).map(moment => [moment, at[moment]!.map(normalized)] as const)
  return others.map(({ role }, i) => ({
    name: `${first!.role} and ${role}`,
    other: i + 1,
    cosines: Object.fromEntries(unit.map(([moment, columns]) => [moment, cosines(columns[0]!, columns[i + 1]!)])),
  }))
}

/** Every row's first text beside another row's last: what chance gives. */
export const byChance = ({ at }: SampledEmbeddings): Comparison['cosines'] =>
  Object.fromEntries(
    moments(at).map(moment => {
      const columns = at[moment]!.map(normalized)
      const [one, other] = [columns[0]!, columns.at(-1)!]
      const half = Math.floor(other.rows / 2) * other.width
      const turned = new Float32Array(other.values.length)
      turned.set(other.values.subarray(half))
      turned.set(other.values.subarray(0, half), other.values.length - half)
      return [moment, cosines(one, { ...other, values: turned })]
    }),
  )
