import * as tf from '@tensorflow/tfjs-core'

/** 'ij,jk->ik' by its first operand is 'ik,jk->ij'. A letter that stands nowhere else was summed over: each place gets the same. */
export const einsum: tf.GradConfig = {
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc: (dy, saved, attributes) => {
    const { equation } = attributes as unknown as { readonly equation: string }
    const [left, out] = equation.replaceAll(' ', '').split('->') as [string, string]
    const letters = left.split(',')
    return Object.fromEntries(
      saved.map((x, i) => {
        const own = letters[i]!
        const others = letters.filter((_, k) => k !== i)
        return [
          String(i),
          () =>
            slope(
              dy as tf.Tensor,
              out,
              x,
              own,
              others,
              saved.filter((_, k) => k !== i),
            ),
        ]
      }),
    )
  },
}

const slope = (
  dy: tf.Tensor,
  out: string,
  x: tf.Tensor,
  own: string,
  others: readonly string[],
  operands: readonly tf.Tensor[],
): tf.Tensor => {
  if (new Set(own).size < own.length)
    throw new Error(`Einsum has no gradient where a tensor has a letter twice, as '${own}'`)
  const elsewhere = [out, ...others].join('')
  const kept = [...own].filter(letter => elsewhere.includes(letter)).join('')
  const found = tf.einsum(`${[out, ...others].join()}->${kept}`, dy, ...operands)
  if (kept === own) return found
  const sides = [...own].map((letter, i) => (kept.includes(letter) ? x.shape[i]! : 1))
  return tf.mul(tf.reshape(found, sides), tf.onesLike(x))
}
