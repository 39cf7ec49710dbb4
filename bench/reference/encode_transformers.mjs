// Worker: sentences to embeddings with transformers.js in float32 as programs in Node do it: batch after batch in the order of
// the texts, mean pooling and normalising by the pipeline. {"sentences": n} answers {"seconds", "sentences", "sum"}.
// --modules is the package.json beside its node_modules, --model the folder of export_onnx.py.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'

const text = { type: 'string' }
const { values } = parseArgs({
  options: { modules: text, model: text, data: text, threads: text, 'batch-size': text },
})
const threads = Number(values.threads ?? 2)
const batchSize = Number(values['batch-size'] ?? 32)

const say = answer => process.stdout.write(`${JSON.stringify(answer)}\n`)
const leave = sentence => {
  say({ unavailable: sentence })
  process.exit(0)
}
const name = '@huggingface/transformers'
const packages = join(dirname(values.modules), 'node_modules')
if (!existsSync(join(packages, name))) leave('transformers.js is not installed: pnpm bench --setup')
if (!existsSync(join(values.model, 'onnx', 'model.onnx')))
  leave('the model was not written as ONNX: pnpm bench --setup')

const { env, pipeline } = await import(pathToFileURL(createRequire(values.modules).resolve(name)).href)
env.allowRemoteModels = false
env.localModelPath = dirname(values.model)
const extract = await pipeline('feature-extraction', basename(values.model), {
  dtype: 'fp32',
  device: 'cpu',
  session_options: { intraOpNumThreads: threads },
})

const lines = gunzipSync(readFileSync(join(values.data, 'train.jsonl.gz')))
  .toString('utf8')
  .split('\n')
const sentences = lines
  .filter(line => line.trim() !== '')
  .map(line => JSON.parse(line))
  .flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2])

let turn = 0
/** n sentences, every k-th of all; the next turn begins one later. */
const take = count => {
  const apart = Math.max(1, Math.floor(sentences.length / count))
  const from = turn++ % apart
  return Array.from({ length: count }, (_, i) => sentences[(from + i * apart) % sentences.length])
}
const encode = async texts => {
  const start = performance.now()
  let sum = 0
  for (let from = 0; from < texts.length; from += batchSize) {
    const output = await extract(texts.slice(from, from + batchSize), { pooling: 'mean', normalize: true })
    for (const number of output.data) sum += number
  }
  return { seconds: (performance.now() - start) / 1000, sentences: texts.length, sum }
}

const { version } = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'))
const { version: runtime } = JSON.parse(readFileSync(join(packages, 'onnxruntime-node', 'package.json'), 'utf8'))
say({ ready: true, threads, versions: { 'transformers.js': version, 'onnxruntime-node': runtime } })
for await (const line of createInterface({ input: process.stdin })) {
  const count = Number(JSON.parse(line).sentences)
  say(count > 0 ? await encode(take(count)) : { error: 'a request is {"sentences": a whole number above 0}' })
}
process.exit(0)
