import { countText } from '../countOf.js'
import type { Verdict } from '../run/reproduce/compareRuns.js'
import type { Reproduction } from '../run/reproduce/reproduce.js'
import { table } from './table.js'

/** The verdict, what was otherwise, and where the second run lies. */
export const reproductionText = ({ verdict, changed, unread, second, first }: Reproduction): string =>
  [
    ...verdictLines(verdict),
    ...(changed.length === 0 ? [] : ['', 'changed since:', ...changed.map(each => `  ${each}`)]),
    ...(unread.length === 0 ? [] : ['', ...unread.map(each => `${first}: ${each}`)]),
    '',
    table([
      ['first', first],
      ['second', second],
    ]),
  ].join('\n')

const verdictLines = (verdict: Verdict): readonly string[] => {
  switch (verdict.verdict) {
    case 'identical':
      return ['identical: every number and every weight has the same bits', ...hashLines(verdict.hashes)]
    case 'within tolerance': {
      const { largest, tolerance } = verdict
      return [
        `within tolerance: at most ${largest.difference.toExponential(1)} apart (${largest.of}), ${tolerance} is allowed`,
      ]
    }
    case 'alone':
      return ['run again; the first run left nothing to compare with. This one has', ...hashLines(verdict.hashes)]
    case 'differs': {
      const { step, input, tensors, largest } = verdict
      return [
        step === undefined ? 'differs' : `differs at step ${countText(step)}${input === undefined ? '' : `: ${input}`}`,
        ...tensorLines(tensors),
        ...(largest.of === '' ? [] : [`  at most ${largest.difference.toExponential(1)} apart (${largest.of})`]),
      ]
    }
  }
}

const tensorLines = (tensors: readonly string[]): readonly string[] => {
  if (tensors.length === 0) return []
  const more = tensors.length > 5 ? ` and ${tensors.length - 5} more` : ''
  return [`  tensors that differ first: ${tensors.slice(0, 5).join(', ')}${more}`]
}

const hashLines = (hashes: Readonly<Record<string, string>>): readonly string[] =>
  table(Object.entries(hashes).map(([name, hash]) => [`  ${name}`, `sha256 ${hash}`])).split('\n')
