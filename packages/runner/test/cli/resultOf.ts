/** The result that `--json` prints as the last line of a run's events. */
export const resultOf = (out: string) => JSON.parse(out.trimEnd().split('\n').at(-1)!).result
