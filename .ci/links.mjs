// Documents lead somewhere: links, headings, and paths of files of ours that are written as code.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
const documents = files.filter(file => file.endsWith('.md') && file !== 'CHANGELOG.md')
const read = file => readFileSync(`${root}${file}`, 'utf8')
const proseOf = text => text.replace(/```[\s\S]*?```/g, '')

/** As GitHub names them. */
const headingsOf = text =>
  [...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const linkFault = (file, link) => {
  if (/^https?:/.test(link)) return []
  const [path, heading] = link.split('#')
  const target = path === '' ? file : posix.join(posix.dirname(file), path)
  if (!existsSync(`${root}${target}`)) return [`${file}: the link ${link} leads nowhere`]
  const isThere = heading === undefined || headingsOf(read(target)).includes(heading)
  return isThere ? [] : [`${file}: ${target} has no heading #${heading}`]
}

/** Paths from the root, from the document, or the end of one; what is made of letters in brackets or stars is no path. */
const pathFault = (file, path) => {
  const beside = posix.join(posix.dirname(file), path)
  return files.some(each => each === path || each === beside || each.endsWith(`/${path}`))
    ? []
    : [`${file}: there is no file ${path}`]
}
const paths = /(?<![\w./@<*:-])(?:[\w-]+\/)+[\w.-]+\.(?:ts|mts|mjs|cjs|py|cc|h|md)\b/g

const faults = documents.flatMap(file => {
  const prose = proseOf(read(file))
  const code = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, each]) => each.match(paths) ?? [])
  return [
    ...[...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => linkFault(file, link)),
    ...code.flatMap(path => pathFault(file, path)),
  ]
})
for (const fault of faults) console.log(fault)
console.log(`${documents.length} documents, ${faults.length} that lead nowhere`)
process.exitCode = faults.length > 0 ? 1 : 0
