// Runs test files, each in a process of its own, and ends with the one line `N passed, N failed`. Those of packages run as plain
// JavaScript (compiledTests.mjs), unless they say `Runs through tsx` and why.
// `--models`: the slow ones that need a real model or the reference's numbers. Other arguments: parts of file names.
// A test that cannot run here prints `skipped: <how many> <what> (<reason>)`; it is not counted as passed.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileTests } from './compiledTests.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const models = process.argv.includes('--models')
const wanted = process.argv.slice(2).filter(each => !each.startsWith('--'))
const atOnce = 2
const limit = (models ? 45 : 20) * 60_000

const below = folder => {
  const entries = readdirSync(`${root}${folder}`, { withFileTypes: true })
  return entries.flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : below(path)
    return entry.name.endsWith('.test.ts') ? [path] : []
  })
}

const longest = ['engine/everyStage', 'models/published', 'models/soak', 'examples/test/examples', 'models/quickstart']
const rank = file => {
  const at = longest.findIndex(name => file.includes(name))
  return at >= 0 ? at : file.includes('/test/engine/') ? longest.length : longest.length + 1
}

const folders = [
  ...readdirSync(`${root}packages`).map(name => `packages/${name}/test`),
  'examples/test',
  'examples/packages/duplicates/test',
  'bench/test',
]
const files = folders
  .filter(folder => existsSync(`${root}${folder}`))
  .flatMap(below)
  .filter(file => file.includes('/test/models/') === models)
  .filter(file => wanted.length === 0 || wanted.some(part => file.includes(part)))
  // What takes longest starts first, so that no process is left alone with it in the end; then the engines' files.
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))

const compiled = files.length > 0 ? compileTests() : () => undefined
const program = file => {
  const plain = /^\/\/ Runs through tsx/m.test(readFileSync(`${root}${file}`, 'utf8')) ? undefined : compiled(file)
  return plain === undefined ? ['--import', 'tsx', file] : ['--enable-source-maps', plain]
}

/** Runs one file; its exit code (a signal's name when it was ended) and everything that it printed. */
const run = file =>
  new Promise(resolve => {
    const child = spawn(process.execPath, program(file), {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', text => {
        output += text
      })
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, limit)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: late ? `after ${limit / 60_000} minutes` : (code ?? signal), output })
    })
  })

const inSeconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`

const counted = (output, word) =>
  [...output.matchAll(new RegExp(`^ *${word}: +(\\d+)`, 'gm'))].map(found => Number(found[1]))
const sum = numbers => numbers.reduce((a, b) => a + b, 0)

/** What uvu's summaries say. A file that ends badly has a failure of its own, whatever it counted before. */
const judge = ({ code, output }) => {
  const total = sum(counted(output, 'Total'))
  const passed = sum(counted(output, 'Passed'))
  const left = sum(counted(output, 'Skipped'))
  const reasons = [...output.matchAll(/^skipped: *(.+)$/gm)].map(found => found[1])
  const failed = total - passed
  const bad = failed === 0 && (code !== 0 || (total === 0 && left === 0 && reasons.length === 0))
  const named = sum(reasons.map(reason => Number(/^\d+/.exec(reason)?.[0] ?? (left > 0 ? 0 : 1))))
  return {
    passed,
    failed: failed + (bad ? 1 : 0),
    why: !bad ? '' : code !== 0 ? `ended with ${code}` : 'ran no test',
    skipped: Math.max(left, named),
    reasons: reasons.length > 0 || left === 0 ? reasons : [`${left} marked so in the file`],
  }
}

const started = Date.now()
const results = []
const waiting = [...files]
const work = async () => {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const from = Date.now()
    const ended = await run(file)
    const result = { file, ...judge(ended) }
    results.push(result)
    const count = `${result.passed} passed${result.skipped > 0 ? `, ${result.skipped} skipped` : ''}`
    result.milliseconds = Date.now() - from
    const seconds = inSeconds(result.milliseconds)
    if (result.failed === 0) console.log(`ok      ${file}: ${count} (${seconds})`)
    else
      console.log(
        `FAILED  ${file}: ${result.failed} failed, ${count} (${seconds})${result.why === '' ? '' : `: ${result.why}`}\n${ended.output.trimEnd().replace(/^/gm, '        ')}`,
      )
  }
}
await Promise.all(Array.from({ length: atOnce }, work))

const passed = sum(results.map(result => result.passed))
const failed = sum(results.map(result => result.failed))
const skipped = sum(results.map(result => result.skipped))
const reasons = [...new Set(results.flatMap(result => result.reasons))]
const bad = results.filter(result => result.failed > 0).map(result => result.file)
console.log(`${files.length} files in ${((Date.now() - started) / 1000).toFixed(0)} s`)
if (files.length > 10) {
  const slowest = results.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10)
  console.log(`slowest: ${slowest.map(({ file, milliseconds }) => `${file} ${inSeconds(milliseconds)}`).join(', ')}`)
}
if (bad.length > 0) console.log(`failed in: ${bad.join(', ')}`)
if (passed + failed + skipped === 0)
  console.log(`no test was found${wanted.length > 0 ? ` in files named ${wanted.join(', ')}` : ''}`)
if (skipped > 0) console.log(`${skipped} skipped: ${reasons.join('; ')}`)
const none = passed + failed + skipped === 0 ? 1 : 0
console.log(`${passed} passed, ${failed + none} failed`)
process.exitCode = failed + none > 0 ? 1 : 0
