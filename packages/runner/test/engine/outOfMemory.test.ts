import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoryProblem, outOfMemory } from '../../src/engine/outOfMemory.js'

const tensorflow = (shape: string, type: string) =>
  new Error(
    `Session fail to run with error: OOM when allocating tensor with shape[${shape}] and type ${type} on /job:localhost/replica:0/task:0/device:CPU:0 by allocator mklcpu\n\t [[{{node train/Cast_415}}]]`,
  )

test('the tensor that TensorFlow had no memory for is told with its size', () => {
  assert.is(outOfMemory(tensorflow('1024,256', 'float')), '1.0 MiB more (float [1024, 256])')
  assert.is(outOfMemory(tensorflow('64854,256', 'float')), '63 MiB more (float [64854, 256])')
  assert.is(outOfMemory(tensorflow('4194304', 'uint64')), '32 MiB more (uint64 [4194304])')
  assert.is(outOfMemory(tensorflow('2048,1024', 'bfloat16')), '4.0 MiB more (bfloat16 [2048, 1024])')
  assert.is(outOfMemory(tensorflow('', 'double')), '0.0 KiB more (double [])')
})

/** Node's types do not have WebAssembly. */
const { RuntimeError } = (
  globalThis as unknown as { readonly WebAssembly: { readonly RuntimeError: ErrorConstructor } }
).WebAssembly

test('WebAssembly and JavaScript name no tensor', () => {
  assert.is(outOfMemory(new RuntimeError('memory access out of bounds')), 'any more')
  assert.is(outOfMemory(new RangeError('Array buffer allocation failed')), 'any more')
  assert.is(outOfMemory(new Error('std::bad_alloc')), 'any more')
})

test('any other error is none of memory', () => {
  assert.is(outOfMemory(new Error('Invalid TF_Status: 3\nMessage: Matrix size-incompatible')), undefined)
  assert.is(outOfMemory(new TypeError('x is undefined')), undefined)
  assert.is(outOfMemory('OOM'), undefined)
  assert.is(memoryProblem(new Error('no'), 'step 1', 'lower batchSize'), undefined)
})

test('a sentence says what was done and what makes it smaller', () => {
  assert.is(
    memoryProblem(tensorflow('1024,256', 'float'), 'step 3', 'lower batchSize')?.sentence,
    'step 3: there is no memory for 1.0 MiB more (float [1024, 256]): lower batchSize',
  )
})

test.run()
