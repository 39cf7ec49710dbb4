import type { Node } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Decisions, known } from './decision.js'
import { unary } from './eachNumber.js'
import { broadcast, floats, type Op, onlyEager, typed } from './op.js'

const asX = 'as x'
const positive = (write: Recorder, x: Node): Node =>
  write.op('Greater', [x, write.constant([0], [], x.dtype)], typed(x), x.shape, 'bool')
const choose = (write: Recorder, condition: Node, then: Node, otherwise: Node, shape: readonly number[]): Node =>
  write.op('SelectV2', [condition, then, otherwise], typed(then), shape, then.dtype)

/** x > 0 ? 1 : alpha, as tfjs has it in the gradient of relu; what is no number stays none. */
const step: Op = (write, { x }, { alpha }: { readonly alpha: number }) => {
  const [one, other] = [write.fill(x!.shape, 1, x!.dtype), write.fill(x!.shape, alpha, x!.dtype)]
  const made = choose(write, positive(write, x!), one, other, x!.shape)
  if (x!.dtype !== 'float32') return made
  return choose(write, write.op('IsNan', [x!], typed(x!), x!.shape, 'bool'), x!, made, x!.shape)
}

const leakyRelu: Op = (write, { x }, { alpha }: { readonly alpha: number }) => {
  floats('LeakyRelu', x!)
  return write.op('LeakyRelu', [x!], { ...typed(x!), alpha: { float: alpha } }, x!.shape, x!.dtype)
}

/** x > 0 ? x : alpha · x */
const prelu: Op = (write, { x, alpha }) => {
  const shape = broadcast(x!.shape, alpha!.shape)
  const leak = write.op('Mul', [alpha!, x!], typed(x!), shape, x!.dtype)
  return choose(write, positive(write, x!), x!, leak, shape)
}

const eluGradient: Op = (write, { dy, y }) => write.op('EluGrad', [dy!, y!], typed(y!), y!.shape, y!.dtype)

const overLast =
  (op: string): Op =>
  (write, { logits }) => {
    floats(op, logits!)
    return write.op(op, [logits!], typed(logits!), logits!.shape, logits!.dtype)
  }

const one = (op: string) => known(op, asX, unary(op))

export const activations = {
  Elu: one('Elu'),
  EluGrad: known('EluGrad', 'as y', eluGradient, 'none'),
  LeakyRelu: known('LeakyRelu', asX, leakyRelu),
  LogSoftmax: known('LogSoftmax', 'as logits', overLast('LogSoftmax')),
  Prelu: known('Greater, Mul, SelectV2', 'x and alpha broadcast', prelu, 'ours'),
  Relu: one('Relu'),
  Relu6: one('Relu6'),
  Selu: one('Selu'),
  Softmax: known('Softmax', 'as logits', overLast('Softmax')),
  Softplus: one('Softplus'),
  Step: known('Greater, IsNan, SelectV2', asX, step),
} as const satisfies Decisions

/** The activation that a fused kernel of tfjs ends with. */
export interface Activation {
  readonly activation?: string
  readonly leakyreluAlpha?: number
}
export const activate = (write: Recorder, x: Node, alpha: Node | undefined, given: Activation): Node => {
  const { activation = 'linear', leakyreluAlpha = 0.2 } = given
  if (activation === 'linear') return x
  if (activation === 'prelu' && alpha !== undefined) return prelu(write, { x, alpha }, {}) as Node
  if (activation === 'leakyrelu') return leakyRelu(write, { x }, { alpha: leakyreluAlpha }) as Node
  const node = fused[activation]
  if (node === undefined) throw onlyEager(`the activation ${activation} has no operation: call it by itself`)
  return write.op(node, [x], typed(x), x.shape, x.dtype)
}
const fused: Readonly<Record<string, string>> = { elu: 'Elu', relu: 'Relu', relu6: 'Relu6', sigmoid: 'Sigmoid' }
