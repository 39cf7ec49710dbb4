/** What shells give for a process that wrote to nobody. */
export const unreadCode = 141

const leave = (): void => process.exit(unreadCode)
let act: () => void = leave

/** Nobody reads standard output any more, as behind `head`: told at every line that is not read. */
export const unread = (): void => act()

/** A command that has something to end in good order does that instead of leaving at once; gives the way back. */
export const whenUnread = (ends: () => void): (() => void) => {
  act = ends
  return () => {
    act = leave
  }
}
