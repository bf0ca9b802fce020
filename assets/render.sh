#!/usr/bin/env bash
# Makes the README's pictures with the program itself. Run from the project's root.
set -euo pipefail

render() { cargo run --locked --quiet -- render --view timeline --format png "$@"; }

render --size 160x45 --filter 'date:2024-11-27..2024-12-08' --keys d -o assets/timeline.png
render --size 160x45 --filter 'actor:hts' --keys jjjA -o assets/actor.png
