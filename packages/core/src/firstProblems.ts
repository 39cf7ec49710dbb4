interface Said {
  readonly sentence: string
}

/** As many mistakes as somebody reads, and at the place of the next one how many more there are: a file can hold a mistake a byte. */
export const firstProblems = <P extends Said>(problems: readonly P[], most = 20): readonly P[] => {
  const more = problems.length - most
  return more > 0
    ? [
        ...problems.slice(0, most),
        { ...problems[most]!, sentence: `${more} more ${more === 1 ? 'mistake' : 'mistakes'} like these` },
      ]
    : problems
}
