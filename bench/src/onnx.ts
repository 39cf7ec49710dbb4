import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kept, reference } from './places.js'
import { succeed } from './program.js'

/** Where the ONNX form of a model belongs, with what the runtimes read beside it; `--setup` makes it. */
export const onnxModel = (modelFolder: string): string => {
  const weights = readFileSync(join(modelFolder, 'model.safetensors'))
  return kept('onnx', createHash('sha256').update(weights).digest('hex').slice(0, 16))
}

export const exportOnnx = async (python: string, modelFolder: string): Promise<void> => {
  const out = onnxModel(modelFolder)
  if (existsSync(join(out, 'onnx', 'model.onnx'))) return
  await succeed(python, [reference('export_onnx.py'), '--model', modelFolder, '--out', out])
}
