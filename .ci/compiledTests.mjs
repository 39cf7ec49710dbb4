// Test files as plain JavaScript, so that no process has to translate TypeScript while it loads: that is most of a short test's time.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Writes the tests of packages into a folder below `dist`, laid out as they are here, with links to what they import; it is there as
 * long as this process. Gives the path of a test's JavaScript; undefined where there is none, as when a file could not be translated.
 * The packages are built before.
 */
export const compileTests = () => {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const out = mkdtempSync(join(root, 'dist/tests-'))
  process.once('exit', () => rmSync(out, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const project = ['-p', join(root, '.ci/tsconfig.tests.json'), '--outDir', out]
  if (spawnSync(process.execPath, [tsc, ...project], { stdio: 'inherit' }).status !== 0) return () => undefined
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && path.endsWith('.js')) asItsSource(path, sourceOf(path, out))
  }
  for (const folder of ['bench', ...readdirSync(join(out, 'packages')).map(name => `packages/${name}`)])
    for (const [link, to] of Object.entries(links))
      if (existsSync(join(root, folder, to))) symlinkSync(join(root, folder, to), join(out, folder, link))
  return file => {
    const path = join(out, file.replace(/\.ts$/, '.js'))
    return existsSync(path) ? path : undefined
  }
}

/** What stands beside a package's tests, and what it is once built. */
const links = { node_modules: 'node_modules', src: 'dist', 'tensors.cjs': 'tensors.cjs' }

const sourceOf = (path, out) => join(root, path.slice(out.length + 1).replace(/\.js$/, '.ts'))

/** A test that asks where it is gets the place of its source: files lie beside that. */
const asItsSource = (path, source) => {
  const text = readFileSync(path, 'utf8')
  if (!text.includes('import.meta.')) return
  const told = text
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(source).href))
    .replaceAll('import.meta.dirname', JSON.stringify(join(source, '..')))
  writeFileSync(path, told)
}
