import { safetensorsBytes } from '../../src/sources/safetensorsWrite.js'

/** The fraction of 43758.5453 sin(12.9898 (i + 1) + p), less a half; p is the sum of the codes of the name. As tiny_model.py has them. */
export const numbersOf = (name: string, shape: readonly number[]) => {
  const phase = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const size = shape.reduce((product, side) => product * side, 1)
  const wave = (i: number) => 43758.5453 * Math.sin(12.9898 * (i + 1) + phase)
  return { shape, values: Float32Array.from({ length: size }, (_, i) => wave(i) - Math.floor(wave(i)) - 0.5) }
}

/** A weights file. */
export const safetensorsOf = (
  tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>>,
): Buffer =>
  Buffer.concat([...safetensorsBytes(new Map(Object.entries(tensors)))].map(each => Buffer.from(each as string)))
