// SPDX-FileCopyrightText: The Balai authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads lines "20260105T080000 FREQ=WEEKLY" and writes for each the first dates that ical.js finds, in one line: an
// engine that shares nothing with libical. "?" stands for a rule it cannot read. Run by hand, with the number of dates
// and the last year, when tests/data/recurrence/ical-js.txt is to hold other rules (npm install ical.js; NODE_PATH
// names the folder):
//
//     node expand-with-ical-js.cjs 12 2035 <rules
const ICAL = require('ical.js');
const readline = require('readline');

const LIMIT = Number(process.argv[2]);
const LAST_YEAR = Number(process.argv[3]);

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [start, text] = line.split(' ');
  const found = [];
  try {
    const value = start.includes('T')
      ? start.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6')
      : start.replace(/(....)(..)(..)/, '$1-$2-$3');
    const walk = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromString(value));
    for (let time = walk.next(); time && time.year <= LAST_YEAR && found.length < LIMIT; time = walk.next()) {
      found.push(time.toICALString());
    }
    console.log(found.join(' '));
  } catch (error) {
    console.log('?');
  }
});
