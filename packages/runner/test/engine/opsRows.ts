import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import type { Dtype } from '../../src/graph/graph.js'
import type { Compute, Fed } from '../graph/traceFunction.js'
import { checkOnnx } from './asOnnx.js'
import { compileFunction } from './compileFunction.js'
import { checkGradients } from './finiteDifferences.js'

/** Numbers with a shape, before there is an engine to hold them. */
export interface Given {
  readonly values: readonly number[]
  readonly shape: readonly number[]
  readonly dtype: Dtype
}
/** A use of a kernel, and how its gradient is judged. */
export interface Row {
  readonly name: string
  readonly inputs: readonly Given[]
  readonly apply: Compute
  /** Smooth: as eagerly, and as finite differences say. Steps: as eagerly. None: there is none. */
  readonly gradient: 'smooth' | 'steps' | 'none'
}

const given =
  (dtype: Dtype) =>
  (values: readonly number[], shape: readonly number[] = [values.length]): Given => ({ values, shape, dtype })
export const floats = given('float32')
export const ints = given('int32')
export const bools = given('bool')

const row =
  (gradient: Row['gradient']) =>
  (name: string, apply: Compute, ...inputs: readonly Given[]): Row => ({ name, inputs, apply, gradient })
export const smooth = row('smooth')
export const steps = row('steps')
export const none = row('none')

const tensorOf = ({ values, shape, dtype }: Given) => tf.tensor([...values], [...shape], dtype as 'float32')

/** The values of `apply`, then the gradient of a weighted sum of them for every float that is fed. */
export const withGradients =
  (apply: Compute): Compute =>
  (...xs) => {
    const moving = xs.map((x, i) => ({ x, i })).filter(({ x }) => x.dtype === 'float32')
    const weighted = (...at: tf.Tensor[]) => {
      const all = xs.map((x, i) => at[moving.findIndex(each => each.i === i)] ?? x)
      const sums = [apply(...all)]
        .flat()
        .flatMap((y, i) => (y.dtype === 'float32' ? [tf.sum(tf.mul(y, weights(y, i)))] : []))
      return tf.addN(sums) as tf.Scalar
    }
    const { grads } = tf.valueAndGrads(weighted)(moving.map(({ x }) => x))
    return [...[apply(...xs)].flat(), ...grads]
  }
/** Numbers without a pattern, made by tensor functions so that a graph for any size has them. */
const weights = (y: tf.Tensor, i: number): tf.Tensor => {
  const places = tf.range(0, y.size, 1, 'float32')
  return tf.reshape(tf.sin(tf.add(tf.mul(places, 1.7), 1 + i)), y.shape)
}

const norm = (values: readonly number[]) => Math.hypot(...values.filter(Number.isFinite))
/** Each number to a share of the tensor's size; those that are none stand at the same places. */
const same = (actual: tf.Tensor, expected: tf.Tensor, share: number) => {
  assert.is(actual.dtype, expected.dtype)
  assert.equal(actual.shape, expected.shape)
  const [one, other] = [[...actual.dataSync()], [...expected.dataSync()]]
  const most = share * Math.max(1, norm(other))
  one.forEach((value, i) => {
    const equal = Object.is(value, other[i]) || Math.abs(value - other[i]!) <= most
    assert.ok(equal, `value ${i} is ${value}, eagerly ${other[i]}: ${one.slice(0, 8)} for ${other.slice(0, 8)}`)
  })
}

/** A compiled function beside the eager one, at the sizes that are given. */
export const compareCompiled = (
  apply: Compute,
  differentiable: boolean,
  fed: readonly Fed[],
  runs: readonly (readonly tf.Tensor[])[],
) => {
  const compute = differentiable ? withGradients(apply) : apply
  const compiled = compileFunction(compute, fed)
  try {
    for (const inputs of runs) {
      const expected = [tf.tidy(() => [compute(...inputs)].flat())].flat()
      const values = differentiable
        ? expected.length - inputs.filter(({ dtype }) => dtype === 'float32').length
        : expected.length
      const actual = compiled.run(...inputs)
      assert.is(actual.length, expected.length)
      actual.forEach((each, i) => same(each, expected[i]!, i < values ? 1e-5 : 1e-4))
      tf.dispose([...actual, ...expected])
    }
  } finally {
    compiled.close()
  }
}

/** Tells why there is no engine for graphs, once for a file. */
export const withNative = async (check: () => void): Promise<void> => {
  const native = await openEngine({ engine: 'native' })()
  if (isLeft(native)) console.log(`skipped: native engine: ${native.left.map(({ sentence }) => sentence).join(' ')}`)
  else check()
}

/** Every row: compiled as eagerly, and its gradient right on both engines, but where tfjs's wasm kernels lack or miss it. */
export const checkRows = async (rows: readonly Row[], notOnWasm: readonly string[] = []): Promise<void> => {
  await withNative(() => {
    for (const { name, inputs, apply, gradient } of rows)
      test(name, async () => {
        await openEngine({ engine: 'native' })()
        const tensors = inputs.map(tensorOf)
        compareCompiled(apply, gradient !== 'none', inputs, [tensors])
        tf.dispose(tensors)
        if (gradient === 'smooth') checkSlopes(apply, inputs)
      })
    for (const { name, inputs, apply } of rows)
      test(`${name}, as ONNX`, async () => {
        await openEngine({ engine: 'native' })()
        const tensors = inputs.map(tensorOf)
        await checkOnnx(apply, inputs, tensors)
        tf.dispose(tensors)
      })
  })
  const onWasm = rows.filter(({ name, gradient }) => gradient === 'smooth' && !notOnWasm.includes(name))
  for (const { name, inputs, apply } of onWasm)
    test(`${name}, on wasm`, async () => {
      await openEngine({ engine: 'wasm' })()
      checkSlopes(apply, inputs)
    })
}

const checkSlopes = (apply: Compute, inputs: readonly Given[]): void => {
  tf.tidy(() => {
    const tensors = inputs.map(tensorOf)
    const first = (...at: tf.Tensor[]) => {
      const left = [...at]
      return [apply(...tensors.map(x => (x.dtype === 'float32' ? left.shift()! : x)))].flat()[0]!
    }
    checkGradients(
      first,
      tensors.filter(({ dtype }) => dtype === 'float32'),
    )
  })
}
