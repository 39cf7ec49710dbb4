import type { Paint } from '../paint.js'
import type { Change, Compared, Difference } from './comparePipelines.js'
import type { Plain } from './leaves.js'

/** Two pipelines compared, for people: what is the same is dim, what differs has its settings below it. */
export const diffText = (
  { a, b }: { readonly a: string; readonly b: string },
  { same, data, models, stages }: Compared,
  paint: Paint,
  width: number,
): string => {
  if (same) return `${a} and ${b} are the same pipeline`
  const all = [data, ...models, ...stages].flatMap(({ changes }) => changes)
  const names = Math.min(
    Math.max(24, Math.floor(width * 0.4)),
    Math.max(0, ...all.map(({ setting }) => setting.length)),
  )
  const lines = (difference: Difference, kind: string) => [
    headline(difference, kind, paint),
    ...difference.changes.map(change => changeLine(change, names, paint, width)),
  ]
  return [
    `${paint.wrong('-')} ${a}`,
    `${paint.right('+')} ${b}`,
    '',
    ...lines(data, 'data '),
    ...models.flatMap(each => lines(each, 'model ')),
    ...stages.flatMap(each => lines(each, '')),
  ].join('\n')
}

const headline = ({ name, status, before, after }: Difference, kind: string, paint: Paint): string => {
  const { wrong, right, warning, bold, dim } = paint
  switch (status) {
    case 'same':
      return dim(`  ${kind}${name}`)
    case 'added':
      return right(`+ ${kind}${bold(name)}`)
    case 'removed':
      return wrong(`- ${kind}${bold(name)}`)
    case 'changed':
      return `${warning('~')} ${kind}${bold(name)}`
    case 'moved':
      return `${warning(before! < after! ? '↓' : '↑')} ${kind}${bold(name)} ${dim(`moved, stage ${before! + 1} to ${after! + 1}`)}`
  }
}

const changeLine = (change: Change, names: number, { wrong, right, dim }: Paint, width: number): string => {
  const room = Math.max(16, Math.floor((width - names - 12) / 2))
  const side = (key: 'before' | 'after', colour: (text: string) => string): string => {
    const shown = colour(cut(show(change[key]!), room))
    return change.default?.includes(key) ? `${shown} ${dim('default')}` : shown
  }
  const name = change.setting.length > names ? cut(change.setting, names) : change.setting.padEnd(names)
  if (!('before' in change)) return `    ${right(`+ ${name}  ${cut(show(change.after!), 2 * room)}`)}`
  if (!('after' in change)) return `    ${wrong(`- ${name}  ${cut(show(change.before!), 2 * room)}`)}`
  return `      ${name}  ${side('before', wrong)} → ${side('after', right)}`
}

/** A hash is known by its beginning. */
const show = (value: Plain): string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
    ? `${value.slice(0, 8)}…`
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

const cut = (text: string, room: number): string => (text.length > room ? `${text.slice(0, room - 1)}…` : text)
