"""The look of the HTML report: light and dark, on a phone and on paper, without anything fetched."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #fff; --line: #d9dfe7; --code: #f3f5f8;
  --breaking: #b3261e; --possible: #8a5a00; --compatible: #1d6b3c; --waived: #5b6675; --mark: #ffe3a3; --was: #ffd6d2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --paper: #14181e; --line: #333c48;
  --code: #1e242d; --breaking: #ff8a80; --possible: #f2bd5c; --compatible: #7bd09c; --waived: #9aa6b5;
  --mark: #5c4a14; --was: #6b2a26; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
header { border-bottom: 1px solid var(--line); padding-bottom: 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.25rem; margin: 2.2rem 0 0; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; }
h4 { font-size: .95rem; margin: 1rem 0 .3rem; } .rest { margin-top: 1.2rem; }
.count { font-size: 1.1rem; margin: .2rem 0; } .needed { font-weight: 600; margin: .2rem 0; }
.note { color: var(--soft); margin: .2rem 0; }
article { --tone: var(--ink); border: 1px solid var(--line); border-left: .3rem solid var(--tone);
  border-radius: .4rem; padding: .7rem .9rem; margin: .6rem 0; }
.breaking, .error { --tone: var(--breaking); } .possible, .warning { --tone: var(--possible); }
.compatible { --tone: var(--compatible); } .info, .hint, .waived { --tone: var(--waived); }
.what { margin: 0 0 .5rem; } .what b { color: var(--tone); margin-right: .3rem; } small { color: var(--soft); }
.frames { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: .6rem; }
figure { margin: 0; min-width: 0; } figcaption { color: var(--soft); font-size: .85rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .86em; background: var(--code); border-radius: .2rem; }
code { padding: .05em .25em; } figcaption code { background: none; padding: 0; }
pre { margin: .15rem 0; padding: .4rem .6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre i { color: var(--soft); font-style: normal; user-select: none; margin-right: 1em; }
mark { background: var(--mark); color: inherit; border-radius: .15rem; } .old mark { background: var(--was); }
dl { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .2rem .8rem; margin: .6rem 0 0;
  font-size: .93rem; }
dt { color: var(--soft); } dd { margin: 0; }
summary { cursor: pointer; color: var(--soft); }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; } }
@media print { article, figure { break-inside: avoid; } main { max-width: none; padding: 0; } body { font-size: 11pt; }
  details::details-content { content-visibility: visible; block-size: auto; } }
"""
