// Fuzzes every reader: `pnpm test:fuzz [--count 20000] [--seed N] [--only NAME] [--input NUMBER]`.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz, keepFailure } from './fuzz.js'
import { readers } from './readers.js'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    input: { type: 'string' },
    keep: { type: 'string', default: join(tmpdir(), 'siamese-fuzz-failures') },
  },
})
const seed = Number(values.seed)
const wanted = readers.filter(({ name }) => values.only === undefined || name.includes(values.only))
const shares = wanted.reduce((sum, { share = 1 }) => sum + share, 0)
const counts = wanted.map(each => {
  const count = values.input === undefined ? Math.ceil((Number(values.count) * (each.share ?? 1)) / shares) : 1
  return [each, count] as const
})

const started = performance.now()
const all = await fuzz(counts, seed, 2, Number(values.input ?? 0))
let failed = 0
for (const { reader, accepted, refused, failures, slowest, peak, seconds } of all) {
  const each = [`${accepted} accepted`, `${refused} refused`, `${failures.length} failed`]
    .map(text => text.padStart(14))
    .join('')
  console.log(
    `${reader.padEnd(22)}${each}   slowest ${slowest.toFixed(0)} ms, ${(peak / 2 ** 20).toFixed(0)} MB, ${seconds.toFixed(1)} s`,
  )
  if (failures.length > 0) failed++
  for (const failure of failures.slice(0, 5)) {
    const kept = await keepFailure(values.keep!, readers.find(({ name }) => name === reader)!, seed, failure)
    console.log(`  input ${failure.number}: ${failure.why.replaceAll('\n', '\n    ')}`)
    console.log(
      `    kept in ${kept}; again: pnpm test:fuzz --only '${reader}' --seed ${seed} --input ${failure.number}`,
    )
  }
}
const inputs = all.reduce((sum, { accepted, refused, failures }) => sum + accepted + refused + failures.length, 0)
console.log(`${inputs} inputs in ${((performance.now() - started) / 1000).toFixed(0)} s`)
console.log(`${all.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
