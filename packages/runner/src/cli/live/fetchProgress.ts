import { bytesText } from '../../report/numbersText.js'
import type { Terminal } from '../terminal.js'
import { between } from './progressBar.js'
import { progressText } from './progressText.js'

/** Shows how much of something has come: bytes of a download, or a share; `total` is 0 where it is not known. */
export const fetchProgress = (to: Terminal): ((done: number, total: number, what: string) => void) => {
  const { paint } = to.errors
  let told = performance.now()
  return (done, total, what) => {
    const size = total > 1 ? `${bytesText(done)} / ${bytesText(total)}` : total === 0 ? bytesText(done) : undefined
    const text = size === undefined ? what : `${size}  ${what}`
    if (to.isLive)
      return to.live(width => [
        progressText({ what: text, done, total: total === 0 ? undefined : total, seconds: 0 }, width, paint),
      ])
    if (performance.now() - told < between) return
    told = performance.now()
    to.note(text)
  }
}
