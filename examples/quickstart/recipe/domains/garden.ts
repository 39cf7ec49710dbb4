import { act, comparison, domain, state, tally } from './define.js'
import { anyone, heights, meetings, sizes, weights } from './everyone.js'

export const garden = domain({
  name: 'garden',
  people: `gardener, farmer, neighbour, grandfather|grandpa, beekeeper, ${anyone}`,
  places: 'in the garden, in the orchard, in the greenhouse, behind the house',
  acts: [
    act('plant|=put _ in the ground', 'tree, rose, bush, tulip', {
      counted: true,
      opposite: 'dig up|uproot',
      noun: 'planting',
    }),
    act('water|=give water to', 'flower, tulip, bush, rose, tomato plant', { qualities: sizes }),
    act('mow|cut', 'lawn~, grass~, meadow~', { noun: 'mowing' }),
    act('pick|gather|harvest', 'apple, cherry, strawberry, plum, pear', { counted: true }),
    act('feed|=give food to', 'hen|chicken, duck, goat, rabbit|bunny, pig', {
      counted: true,
      qualities: 'brown, black, white',
    }),
    act('remove|take away', 'weed, stone|rock, stick|branch, leaf/leaves', { counted: true, noun: 'removal' }),
    act('push', 'wheelbarrow, cart, lawnmower, barrel', { opposite: 'pull' }),
  ],
  meetings,
  gifts: 'spade|shovel, ladder, basket, rose, rake',
  steps:
    'water the flowers|give water to the flowers, mow the lawn|cut the grass, feed the hens|give food to the hens, pick the apples|gather the apples, sweep the path, close the gate|shut the gate',
  states: [
    state('grass~, soil~, lawn~, path', 'wet', 'dry', true),
    state('apple, pear, plum, melon', 'ripe', 'unripe', true),
    state('rose, plant, tree, bush', 'alive|living', 'dead', true),
    state('gate, greenhouse, shed', 'open', 'closed|shut', true),
  ],
  comparisons: [
    comparison('apple tree, pear tree, hedge, fence', heights, 'old < new'),
    comparison('spade|shovel, ladder, rake, wheelbarrow', weights, 'expensive|costly < cheap', 'old < new'),
  ],
  tallies: [
    tally('in the garden', 'the garden', 'has', 'tree, bush, rose, bench'),
    tally('in the basket', 'the basket', 'contains|holds', 'apple, cherry, melon, egg'),
  ],
})
