import { act, comparison, domain, state, tally, timetable } from './define.js'
import { ages, anyone, colours, meetings, prices, sizes, weights } from './everyone.js'

export const shopping = domain({
  name: 'shopping',
  people: `customer|shopper, shop assistant|sales clerk, cashier, shopkeeper, tailor, ${anyone}`,
  places: 'at the market, in the supermarket, in the shop|in the store, at the checkout',
  acts: [
    act('buy|purchase', 'coat, scarf, dress, jacket, umbrella', {
      counted: true,
      opposite: 'sell',
      noun: 'purchase',
      qualities: colours,
    }),
    act('return|bring back|take back', 'sweater|jumper, watch, toaster, blender', { counted: true }),
    act('wrap|wrap up', 'present|gift, box, bottle, vase', { counted: true, opposite: 'unwrap', qualities: sizes }),
    act('weigh|=put _ on the scales', 'cheese~, fish~, ham~, bag of flour/bags of flour'),
    act('choose|pick out|select', 'ring, carpet|rug, lamp, tie', { counted: true, qualities: ages }),
    act('deliver|=make the delivery of', 'parcel|package, sofa|couch, newspaper, pizza', {
      counted: true,
      noun: 'delivery',
    }),
    act('steal|=run off with', 'wallet|purse, bike|bicycle, ring, necklace, camera'),
  ],
  meetings,
  gifts: 'coat, ring, camera, umbrella, watch',
  steps:
    'count the money, try on the shoes, pay the bill|settle the bill, wrap the present|wrap up the gift, lock the shop|lock the store, read the price list|look through the price list',
  states: [
    state('coat, watch, camera, ring, carpet|rug', 'expensive|costly', 'cheap|inexpensive', true),
    state('shop|store, market, supermarket', 'open', 'closed|shut', true),
    state('supermarket, market, car park|parking lot', 'crowded|full', 'empty'),
    state('bread~, fish~, milk~, cheese~', 'fresh', 'stale|old', true),
  ],
  comparisons: [
    comparison('coat, jacket, dress, scarf', prices, 'warm < thin', 'long < short'),
    comparison('watch, camera, ring, necklace', prices, weights, 'old < new'),
  ],
  tallies: [
    tally('in the shop window', 'the shop window', 'shows|displays', 'hat, dress, coat, lamp'),
    tally('in the shopping bag', 'the shopping bag', 'contains|holds', 'lemon, bottle, sausage, newspaper'),
  ],
  timetables: [timetable('shop|store, market, supermarket', ['open', 'opening'], ['close|shut', 'closing'])],
})
