import { copyFile, mkdir } from 'node:fs/promises'
import { addModel } from './added.js'
import { exportOnnx } from './onnx.js'
import { kept, reference } from './places.js'
import { succeed } from './program.js'
import { setUpPython } from './python.js'

/** Everything the peers need, outside the repository: a Python, the packages of Node, the model as ONNX. */
export const setUp = async (model: string): Promise<void> => {
  const python = await setUpPython()
  await setUpNode()
  const { folder } = await addModel('minilm', model)
  await exportOnnx(python, folder)
}

/** transformers.js brings some 500 MB: too much for everyone who installs the workspace. Its runtime is in the package, no script has to run. */
const setUpNode = async (): Promise<void> => {
  const folder = kept('node')
  await mkdir(folder, { recursive: true })
  await copyFile(reference('package.json'), `${folder}/package.json`)
  const quietly = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund']
  await succeed('npm', ['install', '--prefix', folder, ...quietly])
}
