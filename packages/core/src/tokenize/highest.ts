export const highest = (ids: Iterable<number>): number => {
  let most = -1
  for (const id of ids) if (id > most) most = id
  return most
}
