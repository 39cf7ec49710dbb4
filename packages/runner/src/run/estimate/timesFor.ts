/** How often something is timed that takes so long: what is cheap more often, for the shortest time is the one that others disturbed least. */
export const timesFor = (seconds: number, budget: number): number =>
  Math.max(2, Math.min(6, Math.floor(budget / 6 / seconds)))
