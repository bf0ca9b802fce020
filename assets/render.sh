#!/usr/bin/env bash
# Makes the pictures of the README and of docs/views with the program itself. Run from the project's root.
set -euo pipefail

render() { cargo run --locked --quiet -- render --format png "$@"; }

render --size 160x45 --filter 'date:2024-11-27..2024-12-08' --keys d -o assets/timeline.png
render --view lanes --size 130x34 --filter 'date:2024-11-27..2024-12-14' -o assets/lanes.png
render --view map --size 130x34 --filter 'date:2024-11-27..2024-12-08' -o assets/map.png
render --view actors --size 150x40 --filter 'actor:hts' --keys 'jjj' -o assets/actor.png
render --view quotes --size 130x34 --filter 'lang:ar has:quote' -o assets/quotes.png
render --view accounts --size 130x34 --keys 'd' -o assets/accounts.png
render --view sources --size 140x34 -o assets/sources.png
render --size 130x34 --filter 'date:2024-11-27..2024-11-30' --keys 'C<C-u>date:2024-12-01..2024-12-04<Enter>i' -o assets/compare.png
render --view map --size 150x36 --filter 'date:2024-11-27..2024-12-02' --keys 'C<C-u>date:2024-12-03..2024-12-08<Enter>i' -o assets/compared-maps.png
