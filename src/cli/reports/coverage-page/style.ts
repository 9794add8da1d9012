/** The page's style sheet. Each state has a sign, too: colour alone tells nobody anything for certain. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --ink: #1b1c1f; --soft: #595c66; --line: #d5d7de; --raised: #f5f6f9; --focus: #1a4fd6;
  --whole: #d3efdb; --whole-ink: #0c4423; --partial: #ffe0a6; --partial-ink: #553300; --failed: #ffd0cc; --failed-ink: #7a0d06;
  --running: #d3e4ff; --running-ink: #0b3672; --waiting: #e4e5ee; --waiting-ink: #43465a; --stored: #e5defa; --stored-ink: #3a2880;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16171a; --ink: #ececf0; --soft: #a8abb8; --line: #3a3d46; --raised: #202228; --focus: #8ab0ff;
    --whole: #16452a; --whole-ink: #c8f2d6; --partial: #573b05; --partial-ink: #ffe3ae; --failed: #6a1c17; --failed-ink: #ffd9d5;
    --running: #17386b; --running-ink: #d6e6ff; --waiting: #33353f; --waiting-ink: #d0d2de; --stored: #3a2f6b; --stored-ink: #e7e0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1.25rem 1.25rem 13rem; background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
h1 { margin: 0 0 .2rem; font-size: 1.35rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.05rem; }
p { margin: 0 0 .8rem; color: var(--soft); max-width: 60rem; }
code { font: .86em ui-monospace, monospace; overflow-wrap: anywhere; color: var(--ink); }
.legend { display: flex; flex-wrap: wrap; gap: .4rem .9rem; padding: 0; margin: 0 0 1rem; list-style: none; }
.legend span { display: inline-grid; place-items: center; width: 1.6rem; height: 1.3rem; margin-right: .35rem; border-radius: 4px; }
.grid { overflow: auto; max-height: 78vh; border: 1px solid var(--line); border-radius: 8px; width: fit-content; max-width: 100%; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
th { background: var(--raised); font-weight: 600; text-align: left; }
thead th { position: sticky; top: 0; z-index: 2; vertical-align: bottom; padding: .5rem .15rem; border-bottom: 1px solid var(--line); font-size: .8rem; }
thead th div { writing-mode: vertical-rl; transform: rotate(180deg); margin: 0 auto; white-space: nowrap; }
thead th:first-child { z-index: 3; left: 0; padding: .5rem .7rem; }
tbody th { position: sticky; left: 0; z-index: 1; padding: .15rem .7rem; white-space: nowrap; border-right: 1px solid var(--line); font-size: .88rem; }
tbody th small { display: block; color: var(--soft); font-weight: 400; line-height: 1.15; }
tbody tr.first th, tbody tr.first td { border-top: 1px solid var(--line); }
td { padding: 2px; }
td button { display: grid; place-content: center; width: 3.9rem; height: 2.5rem; padding: 0; border: 1px solid transparent; border-radius: 5px; font: inherit; font-size: .78rem; line-height: 1.15; cursor: pointer; }
td button b { font-size: .95rem; }
td button:focus-visible, td button[aria-current] { outline: 3px solid var(--focus); outline-offset: 1px; }
.whole { background: var(--whole); color: var(--whole-ink); }
.partial, .cancelled { background: var(--partial); color: var(--partial-ink); }
.failed { background: var(--failed); color: var(--failed-ink); }
.running { background: var(--running); color: var(--running-ink); }
.waiting { background: var(--waiting); color: var(--waiting-ink); }
.stored { background: var(--stored); color: var(--stored-ink); }
.not-synced, td button.not-synced { background: transparent; color: var(--soft); border: 1px dashed var(--line); }
.not-offered, td button.not-offered { background: transparent; color: var(--soft); }
.details { position: fixed; inset: auto 0 0; z-index: 5; max-height: 12rem; overflow: auto; padding: .7rem 1.25rem .9rem; background: var(--raised); border-top: 1px solid var(--line); box-shadow: 0 -4px 16px rgb(0 0 0 / .12); }
.details h2 { margin: 0 0 .35rem; }
.details dl { display: flex; flex-wrap: wrap; gap: .25rem 1.4rem; margin: 0; }
.details dl div { display: flex; gap: .45rem; max-width: 100%; }
dt { color: var(--soft); flex: none; } dd { margin: 0; overflow-wrap: anywhere; }
.open { padding: 0; list-style: none; } .open li { margin: 0 0 .6rem; max-width: 60rem; }
@media (max-width: 40rem) {
  body { padding: .8rem .6rem 13rem; }
  tbody th { padding: .15rem .45rem; font-size: .82rem; }
  td button { width: 3.6rem; height: 2.75rem; }
  .details { padding: .6rem .8rem .8rem; }
}
@media print { .details { display: none; } .grid { max-height: none; overflow: visible; } }
`
