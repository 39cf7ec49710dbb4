import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { centred, dot, type Embedded, normalized, someRows } from './embedded.js'

/** In how many directions embeddings differ, and how alike any two of them are. */
export interface Spectrum {
  /** Texts that were looked at. */
  readonly texts: number
  /** Singular values of the embeddings, of unit length and with their mean taken away, the largest first; their squares sum to 1. */
  readonly singular: readonly number[]
  /** exp of the entropy of those squares: how many directions matter. Roy & Vetterli 2007. */
  readonly effectiveRank: number
  /** Directions that have 90 % of the variance. */
  readonly directions90: number
  /** The mean cosine of two different texts: anisotropy. Ethayarajh 2019. */
  readonly meanCosine: number
}

/** Texts whose Gram matrix is decomposed at most: it takes a fifth of a second. */
const most = 256

/** The spectrum of a cloud of embeddings; undefined where there are fewer than three, or where all are one point. */
export const spectrumOf = (embedded: Embedded): Spectrum | undefined => {
  const unit = normalized(someRows(embedded, most))
  if (unit.rows < 3) return undefined
  const squares = eigenvalues(centred(unit))
  const sum = squares.reduce((all, each) => all + each, 0)
  if (!(sum > 1e-12)) return undefined
  const shares = squares.map(each => each / sum)
  const entropy = shares.reduce((all, share) => (share > 0 ? all - share * Math.log(share) : all), 0)
  const reached = (directions: number) => shares.slice(0, directions).reduce((all, each) => all + each, 0)
  const directions90 = shares.findIndex((_, i) => reached(i + 1) >= 0.9) + 1
  return {
    texts: unit.rows,
    singular: shares.map(Math.sqrt),
    effectiveRank: Math.exp(entropy),
    directions90,
    meanCosine: meanCosine(unit),
  }
}

/** Of the smaller of X Xᵀ and Xᵀ X, the largest first; those that are only rounding are left out. */
const eigenvalues = (centred: Embedded): readonly number[] => {
  const x = matrixOf(centred)
  const gram = centred.rows <= centred.width ? x.mmul(x.transpose()) : x.transpose().mmul(x)
  const values = new EigenvalueDecomposition(gram, { assumeSymmetric: true }).realEigenvalues.toSorted((a, b) => b - a)
  return values.slice(0, centred.rows - 1).map(value => Math.max(0, value))
}

export const matrixOf = ({ values, rows, width }: Embedded): Matrix =>
  new Matrix(Array.from({ length: rows }, (_, row) => values.subarray(row * width, (row + 1) * width)))

/** (|Σ u|² − Σ |u|²) / n (n − 1) */
const meanCosine = ({ values, rows, width }: Embedded): number => {
  const sum = new Float64Array(width)
  let own = 0
  for (let row = 0; row < rows; row++) {
    own += dot(values, row, values, row, width)
    for (let i = 0; i < width; i++) sum[i]! += values[row * width + i]!
  }
  const all = sum.reduce((total, each) => total + each * each, 0)
  return (all - own) / (rows * (rows - 1))
}
