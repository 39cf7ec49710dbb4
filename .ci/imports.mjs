// What a source file imports, without a compiler: comments are blanked, then import and export statements are read.
import { readdirSync, readFileSync } from 'node:fs'

/** Every file below a folder of the repository whose name ends so; built and installed files left out. */
export const filesBelow = (root, folder, ends) =>
  readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'data', 'runs', '.venv'].includes(entry.name) ? [] : filesBelow(root, path, ends)
    return ends.some(end => entry.name.endsWith(end)) ? [path] : []
  })

/** Comments and templates become spaces; other texts stay, because a specifier is one, and may hold what looks like a comment. */
const withoutComments = source =>
  source.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, found =>
    /^[/`]/.test(found) ? found.replace(/[^\n]/g, ' ') : found,
  )

const isTypeOnly = clause =>
  /^\s*type\s+(?!from\b)/.test(clause) ||
  (/^\s*\{[^}]*\}\s*$/.test(clause) &&
    clause
      .replace(/[{}]/g, '')
      .split(',')
      .map(each => each.trim())
      .filter(each => each !== '')
      .every(each => each.startsWith('type ')))

export const importsOf = path => {
  const source = withoutComments(readFileSync(path, 'utf8'))
  const line = index => source.slice(0, index).split('\n').length
  const found = []
  const add = (match, from, kind) => found.push({ from, kind, line: line(match.index + match[0].search(/\S/)) })
  for (const match of source.matchAll(/^[ \t]*(?:import|export)\s+([^'"`;()=]*?)\s*from\s*['"]([^'"]+)['"]/gm))
    add(match, match[2], isTypeOnly(match[1]) ? 'type' : 'value')
  for (const match of source.matchAll(/^[ \t]*import\s*['"]([^'"]+)['"]/gm)) add(match, match[1], 'value')
  for (const match of source.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g)) add(match, match[1], 'later')
  return {
    imports: found,
    exportsAll: [...source.matchAll(/^[ \t]*export\s+(?:type\s+)?\*\s+from/gm)].map(match => line(match.index)),
    source,
  }
}
