/** taller, heavier, hotter, more crowded: short words take an ending. */
export const comparative = (adjective: string): string =>
  takesEnding.test(adjective) ? `${stem(adjective)}er` : `more ${adjective}`

const takesEnding =
  /^(big|large|small|hot|cold|heavy|light|fast|quick|slow|old|new|high|tall|low|short|long|loud|quiet|hard|easy|strong|weak|young|warm|thin|deep|shallow|wide|broad|narrow|busy|bright|dark|cheap|salty|mild|clever|smart|strict|noisy)$/

const stem = (adjective: string): string =>
  /^(big|hot|thin)$/.test(adjective)
    ? `${adjective}${adjective.at(-1)}`
    : adjective.endsWith('y')
      ? `${adjective.slice(0, -1)}i`
      : adjective.replace(/e$/, '')
