import { act, comparison, domain, state, tally, timetable } from './define.js'
import { anyone, meetings, prices, sizes } from './everyone.js'

export const travel = domain({
  name: 'travel',
  people: `tourist|traveller, pilot, driver, guide, passenger, ${anyone}`,
  places: 'at the airport, at the station, on the island, in the old town, near the border',
  acts: [
    act('book|reserve|=make a booking for', 'room, seat, flight, tour, taxi|cab', {
      counted: true,
      opposite: 'cancel|call off',
    }),
    act('photograph|=take a picture of', 'bridge, tower, waterfall, statue|sculpture, mountain'),
    act('pack', 'suitcase, bag, rucksack|backpack, trunk', { counted: true, opposite: 'unpack', qualities: sizes }),
    act('miss', 'bus, train, ferry, plane|aeroplane', { opposite: 'catch' }),
    act('lose|mislay', 'passport, ticket, map, key', { opposite: 'find|discover' }),
    act('rent|hire', 'car|automobile, bike|bicycle, boat, van, flat|apartment', { counted: true }),
  ],
  meetings,
  gifts: 'map, ticket, suitcase, postcard, camera',
  steps:
    'pack the bags, book the hotel|reserve the hotel, buy the tickets|purchase the tickets, change the money|exchange the money, call a taxi|phone for a taxi, look at the map|check the map',
  states: [
    state('train, bus, ferry, plane|aeroplane', 'late|delayed', 'on time|punctual', true),
    state('airport, museum, border~, road|street', 'open', 'closed|shut', true),
    state('road|street, bridge, path, harbour|port', 'safe', 'dangerous|unsafe', true),
  ],
  comparisons: [
    comparison('train, bus, ferry, plane|aeroplane', 'fast|quick < slow', prices, 'crowded < empty'),
    comparison('castle, tower, temple, palace', 'old < new', 'high|tall < low', 'big|large < small'),
  ],
  tallies: [
    tally('in the harbour', 'the harbour', 'holds', 'boat, ship, ferry'),
    tally('in the suitcase', 'the suitcase', 'contains|holds', 'shirt, towel, book, map'),
  ],
  timetables: [
    timetable('train, bus, ferry, flight', ['leave|depart|set off', 'departure'], ['arrive|get in', 'arrival']),
    timetable('museum, castle, palace', ['open', 'opening'], ['close|shut', 'closing']),
  ],
})
