/** Seconds of a run by what it does. */
export const stopwatch = () => {
  const spent = { training: 0, evaluation: 0, saving: 0 }
  let doing: keyof typeof spent = 'training'
  let since = performance.now()
  const to = (next: keyof typeof spent): void => {
    const now = performance.now()
    spent[doing] += (now - since) / 1000
    doing = next
    since = now
  }
  return {
    to,
    seconds: () => {
      to(doing)
      return spent
    },
  }
}
