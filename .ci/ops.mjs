// docs/ops.md from the record of ops: a row for every kernel of tfjs, what it becomes, and whose gradient it has. `--update` writes it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = `${root}docs/ops.md`
const update = process.argv.includes('--update')

const { decisions } = await import(`${root}packages/runner/dist/graph/ops/index.js`)
const { openEngine } = await import(`${root}packages/runner/dist/engine/engine.js`)
const tf = createRequire(`${root}packages/runner/package.json`)('@tensorflow/tfjs-core')
await openEngine({ engine: 'wasm' })()

const all = Object.entries(decisions).sort(([a], [b]) => (a < b ? -1 : 1))
const known = all.filter(([, decision]) => 'write' in decision)
const reasons = new Map()
for (const [name, { refused }] of all)
  if (refused !== undefined) reasons.set(refused, [...(reasons.get(refused) ?? []), name])
const code = names => names.map(name => `\`${name}\``).join(', ')
const named = nodes => nodes.replace(/\b[A-Z]\w+/g, '`$&`')

const text = `# Operations

What a loss, a pooling, a module or an encoder may call: every kernel of tfjs-core ${tf.version_core} that the graph compiler knows. Written by
\`node .ci/ops.mjs --update\` from the record in \`packages/runner/src/graph/ops\`.

- **gradient**: \`tfjs\` has it; \`ours\` stands in its place, or where tfjs has none; \`caller\`: the function that calls the kernel has its own; \`none\`.
- **wasm**: the fallback engine has an eager kernel. The native engine runs the graph.

| kernel | TensorFlow | shape of the result | gradient | wasm |
|---|---|---|---|---|
${known
  .map(
    ([name, { nodes, shape, gradient }]) =>
      `| \`${name}\` | ${named(nodes)} | ${shape} | ${gradient} | ${tf.getKernel(name, 'wasm') ? 'yes' : 'no'} |`,
  )
  .join('\n')}

## Refused
A stage that calls one of these is refused before training, in a sentence that names both.

| reason | kernels |
|---|---|
${[...reasons].map(([reason, kernels]) => `| ${reason} | ${code(kernels)} |`).join('\n')}
`

if (update) writeFileSync(page, text)
const same = existsSync(page) && readFileSync(page, 'utf8') === text
if (!same) console.log('docs/ops.md differs from the record of ops: run node .ci/ops.mjs --update')
console.log(`${known.length} kernels known, ${all.length - known.length} refused`)
process.exitCode = same ? 0 : 1
