import { type Op, onlyEager, typed } from './op.js'

/** 'ij,jk->ik': each letter is a side; sides that are not after the arrow are summed over. TensorFlow takes one operand or two. */
export const einsum: Op = (write, inputs, { equation }: { readonly equation: string }) => {
  const plain = equation.replaceAll(' ', '')
  const operands = Object.values(inputs)
  const [left, out, ...more] = plain.split('->')
  const letters = left!.split(',')
  if (out === undefined || more.length > 0 || !/^[A-Za-z,]*$/.test(left! + out))
    throw onlyEager(`Einsum needs letters, commas and one arrow, as 'ij,jk->ik', not '${equation}'`)
  if (operands.length > 2)
    throw onlyEager(`Einsum takes one or two tensors and gets ${operands.length}: multiply two at a time`)
  const sides = new Map(letters.flatMap((each, i) => [...each].map((letter, at) => [letter, operands[i]!.shape[at]!])))
  const shape = [...out].map(letter => sides.get(letter)!)
  const attributes = { ...typed(operands[0]!), N: { int: operands.length }, equation: { words: plain } }
  return write.op('Einsum', operands, attributes, shape, operands[0]!.dtype)
}
