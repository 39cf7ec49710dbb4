// `pnpm golden [FOLDER]`: every case of the reference's numbers that this version can run, in a folder laid out like ../shared/golden.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [folder = fileURLToPath(new URL('../../shared/golden', import.meta.url))] = process.argv.slice(2)
if (!existsSync(folder)) {
  console.error(`${folder} is missing: name the folder of reference values, as in pnpm golden ../shared/golden`)
  process.exit(2)
}
const tests = fileURLToPath(new URL('./test.mjs', import.meta.url))
const ran = spawnSync(process.execPath, [tests, '--models', 'golden'], {
  stdio: 'inherit',
  env: { ...process.env, SIAMESE_GOLDEN: folder },
})
process.exit(ran.status ?? 1)
