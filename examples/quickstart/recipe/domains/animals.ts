import { act, comparison, domain, meeting, state, tally } from './define.js'
import { ages, sizes, weights } from './everyone.js'

export const animals = domain({
  name: 'animals',
  people: 'dog, cat, horse, fox, rabbit|bunny, goat, donkey, monkey, wolf',
  places: 'on the farm, in the field, near the barn, in the forest|in the woods, by the river',
  acts: [
    act('eat|eat up|devour', 'carrot, apple, cabbage, hay~, corn~', { counted: true }),
    act('bury|=dig a hole for', 'bone, nut, shoe, egg', { counted: true, opposite: 'dig up|uncover' }),
    act('steal|=run off with', 'egg, sausage, shoe, hat', { counted: true }),
    act('knock over|overturn', 'bucket, chair, fence, lamp, basket', { counted: true, qualities: ages }),
    act('guard|=keep watch over', 'house, gate, barn, nest', { qualities: sizes }),
    act('enter|=go into', 'barn, cave, garden, house', { opposite: 'leave|=come out of' }),
  ],
  meetings: [
    meeting('chase|=run after'),
    meeting('bite|=sink its teeth into'),
    meeting('frighten|scare|=give a fright to'),
    meeting('follow|=walk behind'),
    meeting('watch|=keep an eye on'),
    meeting('attack|=launch an attack on', 'protect|defend'),
    meeting('wake|wake up'),
    meeting('sniff|smell|=have a sniff at'),
    meeting('lick|=give a lick to'),
    meeting('find|discover'),
  ],
  states: [
    state('dog, cat, horse, monkey, fox', 'asleep|sleeping', 'awake', true),
    state('horse, goat, pig, rabbit|bunny, donkey', 'hungry', 'full'),
    state('dog, cat, wolf, goose/geese, bear', 'dangerous', 'harmless', true),
    state('dog, cat, pig, rabbit|bunny', 'healthy|well', 'sick|ill', true),
  ],
  comparisons: [
    comparison('dog, cat, goat, pig, fox', 'fast|quick < slow', 'clever|smart < stupid', 'old < young'),
    comparison('horse, donkey, cow, bull', weights, 'strong < weak', 'big|large < small'),
  ],
  tallies: [
    tally('in the barn', 'the barn', 'holds|houses', 'cow, horse, goat, donkey'),
    tally('in the field', 'the field', 'has', 'sheep/sheep, cow, rabbit|bunny, horse'),
    tally('in the cage', 'the cage', 'holds|contains', 'bird, monkey, mouse/mice, parrot'),
  ],
})
