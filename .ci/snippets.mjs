// A code block in README.md, CONTRIBUTING.md, docs/*.md or packages/*/README.md under `<!-- from examples/x.ts#name -->` equals the region of that file between
// `// #region name` and `// #endregion`, less its common indentation; without `#name`, the whole file. `--update` rewrites the blocks.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const update = process.argv.includes('--update')

const dedent = lines => {
  const indents = lines.filter(line => line.trim() !== '').map(line => /^ */.exec(line)[0].length)
  const least = Math.min(...indents, 120)
  return lines.map(line => line.slice(least)).join('\n')
}

/** The text that a marker names, or why there is none. */
const named = (path, region) => {
  if (!existsSync(`${root}${path}`)) return { problem: `${path} does not exist` }
  const lines = readFileSync(`${root}${path}`, 'utf8').trimEnd().split('\n')
  const shown = all => dedent(all.filter(line => !/^\s*\/\/ #(?:end)?region\b/.test(line)))
  if (region === undefined) return { text: shown(lines) }
  const from = lines.findIndex(line => new RegExp(`^\\s*// #region ${region}\\s*$`).test(line))
  if (from < 0) return { problem: `${path} has no region ${region}` }
  let open = 1
  const length = lines.slice(from + 1).findIndex(line => {
    if (/^\s*\/\/ #region\b/.test(line)) open++
    if (/^\s*\/\/ #endregion\b/.test(line)) open--
    return open === 0
  })
  return length < 0
    ? { problem: `${path}: the region ${region} has no end` }
    : { text: shown(lines.slice(from + 1, from + 1 + length)) }
}

const docs = existsSync(`${root}docs`) ? readdirSync(`${root}docs`).filter(name => name.endsWith('.md')) : []
const packages = readdirSync(`${root}packages`).map(name => `packages/${name}/README.md`)
const pages = ['README.md', 'CONTRIBUTING.md', ...docs.map(name => `docs/${name}`), ...packages].filter(page =>
  existsSync(`${root}${page}`),
)
// The block ends at the first line that begins with ```, be the block empty: what stands behind it is another's.
const marked = /(<!-- from (\S+?)(?:#([\w-]+))? -->\r?\n\s*\r?\n?```\w*\r?\n)((?:(?!```).*\n)*)(```)/g

let count = 0
const problems = pages.flatMap(page => {
  const text = readFileSync(`${root}${page}`, 'utf8')
  const markers = text.match(/<!-- from /g)?.length ?? 0
  const found = [...text.matchAll(marked)]
  count += markers
  const wrong = found.flatMap(([, , path, region, block]) => {
    const { problem, text: expected } = named(path, region)
    const name = `${path}${region === undefined ? '' : `#${region}`}`
    if (problem !== undefined) return [`${page}: ${problem}`]
    return block === `${expected}\n` || update
      ? []
      : [`${page}: the block from ${name} differs from the file: run with --update`]
  })
  const changed = text.replace(marked, (whole, head, path, region, _block, tail) => {
    const { text: expected } = named(path, region)
    return expected === undefined ? whole : `${head}${expected}\n${tail}`
  })
  if (update && changed !== text) writeFileSync(`${root}${page}`, changed)
  return markers === found.length ? wrong : [...wrong, `${page}: a marker has no code block right under it`]
})

for (const problem of problems) console.log(problem)
console.log(`${count} code blocks in ${pages.length} pages, ${problems.length} wrong`)
process.exitCode = problems.length > 0 ? 1 : 0
