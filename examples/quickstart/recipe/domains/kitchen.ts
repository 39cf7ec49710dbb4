import { act, comparison, domain, state, tally, timetable } from './define.js'
import { ages, anyone, meetings, prices, sizes, weights } from './everyone.js'

export const kitchen = domain({
  name: 'kitchen',
  people: `cook|chef, waiter|server, baker, guest, grandmother|grandma, ${anyone}`,
  places: 'in the kitchen, at the restaurant, in the coffee shop, on the terrace',
  acts: [
    act('slice|cut up', 'onion, carrot, tomato/tomatoes, cucumber, lemon', { counted: true, qualities: sizes }),
    act('peel|=take the skin off', 'potato/potatoes, apple, orange, mango', { counted: true, qualities: sizes }),
    act('taste|try|=have a taste of', 'soup~, sauce~, stew~, pudding~'),
    act('wash|clean', 'plate, pan, bowl, fork, cup|mug', { counted: true, noun: 'washing' }),
    act('break|smash', 'plate, bowl, cup|mug, jug, vase', {
      counted: true,
      opposite: 'mend|repair|fix',
      qualities: ages,
    }),
    act('fill|fill up', 'bucket, kettle, bottle, jug', { opposite: 'empty|=pour everything out of' }),
    act('heat|warm up', 'milk~, soup~, sauce~, water~', { opposite: 'cool|cool down' }),
  ],
  meetings,
  gifts: 'recipe, knife, basket, pie, bottle',
  steps:
    'wash the pan|clean the pan, peel the potatoes|take the skin off the potatoes, light the oven|turn on the oven, set the table|lay the table, taste the soup|try the soup, wipe the counter',
  states: [
    state('soup~, tea~, coffee~, sauce~, oven', 'hot', 'cold'),
    state('plate, pan, table, floor~, kitchen', 'clean', 'dirty'),
    state('restaurant, coffee shop, bakery', 'open', 'closed|shut', true),
  ],
  comparisons: [
    comparison('soup~, stew~, salad~, pizza~', `${prices}`, 'hot < cold', 'salty < mild'),
    comparison('pan, bowl, kettle, jug', 'big|large < small', weights, prices),
  ],
  tallies: [
    tally('in the bowl', 'the bowl', 'contains|holds', 'apple, pear, plum, lemon, peach'),
    tally('on the shelf', 'the shelf', 'holds', 'cup|mug, plate, jar, bottle'),
  ],
  timetables: [
    timetable('restaurant, coffee shop, bakery', ['open', 'opening'], ['close|shut', 'closing']),
    timetable('breakfast~, lunch~, dinner~|supper~', ['start|begin', 'start'], ['end|finish', 'end']),
  ],
})
