import { EigenvalueDecomposition } from 'ml-matrix'
import { centred, dot, type Embedded, normalized, someRows, stacked } from './embedded.js'
import { matrixOf } from './spectrum.js'

/** A cloud of texts in the plane, and what share of its variance each axis shows. */
export interface Plane {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly shares: readonly [x: number, y: number]
}

/** Texts that the axes are found from at most. */
const most = 256

/**
 * Clouds of embeddings, of unit length, each around its own mean, on the two principal axes of all of them together: so what
 * moved between two clouds moved, and not the axes. An axis points to where the largest of its numbers is positive.
 */
export const principalMap = (clouds: readonly Embedded[]): readonly Plane[] => {
  const around = clouds.map(cloud => centred(normalized(cloud)))
  const axes = axesOf(stacked(around.map(cloud => someRows(cloud, Math.floor(most / clouds.length)))))
  return around.map(cloud => {
    const { values, rows, width } = cloud
    const points = Array.from(
      { length: rows },
      (_, row) => [dot(values, row, axes[0], 0, width), dot(values, row, axes[1], 0, width)] as const,
    )
    const total = values.reduce((sum, each) => sum + each * each, 0)
    const share = (axis: 0 | 1) => (total === 0 ? 0 : points.reduce((sum, point) => sum + point[axis] ** 2, 0) / total)
    return { points, shares: [share(0), share(1)] }
  })
}

/** Two unit vectors: of Xᵀ X itself, or Xᵀ u of X Xᵀ where that is smaller. */
const axesOf = (some: Embedded): readonly [Float32Array, Float32Array] => {
  const { rows, width } = some
  const x = matrixOf(some)
  const few = rows <= width
  const gram = few ? x.mmul(x.transpose()) : x.transpose().mmul(x)
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gram, { assumeSymmetric: true })
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!)
  const axis = (place: number): Float32Array => {
    const at = order[place]
    if (at === undefined) return new Float32Array(width)
    const vector = eigenvectorMatrix.getColumnVector(at)
    return pointed(Float32Array.from((few ? x.transpose().mmul(vector) : vector).to1DArray()))
  }
  return [axis(0), axis(1)]
}

const pointed = (axis: Float32Array): Float32Array => {
  const length = Math.hypot(...axis)
  const largest = axis.reduce((found, each) => (Math.abs(each) > Math.abs(found) ? each : found), 0)
  return length === 0 ? axis : axis.map(each => (each * Math.sign(largest)) / length)
}
