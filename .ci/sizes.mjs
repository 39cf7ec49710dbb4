// Lines of every source file over 200, for review. What must not be in the repository fails: files over 1 MB, absolute paths, hosts of registries.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const list = args =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter(name => name !== '')
const tracked = list(['ls-files', '-z']).filter(file => existsSync(`${root}${file}`))

const large = 200
const limit = 1_000_000
const hosts = [
  'registry.npmjs.org',
  'registry.npmmirror.com',
  'registry.yarnpkg.com',
  'files.pythonhosted.org',
  'pypi.org',
  'proxy.golang.org',
]
/** Paths of one machine; the folders that every machine has (/tmp, /usr/bin, /dev/null) are not among them. */
const places = /(?<![\w.~/-])\/(?:home|root|Users|work|workspace|farm|mnt|opt)\/[\w.-]+/g
const self = '.ci/sizes.mjs'
const isText = file => !/\.(?:png|jpg|gif|ico|gz|zip|npy|safetensors|parquet|bin|wasm)$/.test(file)

const texts = tracked.filter(isText).map(file => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }))
const long = texts
  .filter(({ file }) => /\.(?:ts|mts|mjs|js|py)$/.test(file))
  .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
  .filter(({ lines }) => lines > large)
  .sort((a, b) => b.lines - a.lines)
for (const { file, lines } of long) console.log(`${String(lines).padStart(5)} lines  ${file}`)

const line = (text, index) => text.slice(0, index).split('\n').length
const problems = [
  ...tracked
    .map(file => ({ file, bytes: statSync(`${root}${file}`).size }))
    .filter(({ bytes }) => bytes > limit)
    .map(({ bytes, file }) => `${file} has ${(bytes / 1e6).toFixed(1)} MB: files of more than 1 MB are not kept here`),
  ...texts
    .filter(({ file }) => file !== self)
    .flatMap(({ file, text }) => [
      ...hosts
        .filter(host => text.includes(host))
        .map(
          host =>
            `${file}:${line(text, text.indexOf(host))} names ${host}: ask the package manager, which knows its registry`,
        ),
      ...[...text.matchAll(places)].map(
        found => `${file}:${line(text, found.index)} has an absolute path, ${found[0]}`,
      ),
    ]),
]
for (const problem of problems) console.log(problem)
console.log(`${tracked.length} files, ${long.length} over ${large} lines, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
