"""How all reports look: on a light and on a dark screen, wide and narrow, and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; --paper: #fff; --ink: #1d2125; --faint: #5b636b; --rule: #cbd1d6; --shade: #f3f5f7;
  --good: #1c6b36; --look: #8a5a00; --bad: #ab261c; --right: #d3ead6; }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --paper: #16191c; --ink: #e3e6e9; --faint: #a0a8b0;
  --rule: #444b52; --shade: #22272b; --good: #6cc388; --look: #e0ac4c; --bad: #ff8a80; --right: #234a2f; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Noto Sans", "Microsoft YaHei", "PingFang SC", sans-serif; color: var(--ink);
  background: var(--paper); max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
header .kind { margin: 0; color: var(--faint); font-size: 0.9rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.2rem; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
small, figcaption, h2 code { color: var(--faint); font-size: 0.85rem; font-weight: normal; }
.verdict { border: 1px solid var(--rule); border-left: 0.4rem solid var(--tone); border-radius: 0.3rem;
  background: var(--shade); padding: 0.8rem 1.1rem; margin: 1rem 0; print-color-adjust: exact; }
.good { --tone: var(--good); } .look { --tone: var(--look); } .bad { --tone: var(--bad); }
.verdict .mark { margin: 0; color: var(--tone); font-weight: bold; }
.verdict .sentence { margin: 0.15rem 0 0; font-size: 1.1rem; font-weight: 600; }
.verdict ul { margin: 0.6rem 0 0; padding-left: 1.2rem; }
.wide { overflow-x: auto; margin: 0.6rem 0; }
table { border-collapse: collapse; } tr > th:first-child { min-width: 7rem; }
td, th { border-bottom: 1px solid var(--rule); padding: 0.3rem 0.8rem 0.3rem 0; text-align: left; vertical-align: top; }
th.number, td.number { text-align: right; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.meaning { min-width: 16rem; }
a { color: inherit; } figure { margin: 0; }
img { display: block; width: 100%; image-rendering: pixelated; }
.row, .rows { display: grid; gap: 0.4rem; margin: 0.6rem 0; grid-template-columns: repeat(var(--count), minmax(0, 1fr)); }
.rows { grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; }
svg { display: block; max-width: 100%; height: auto; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: 0.3rem 0.8rem; } dt { font-weight: 600; } dd { margin: 0; }
.swatch { display: inline-block; width: 0.9em; height: 0.9em; margin-right: 0.4em; vertical-align: -0.1em;
  print-color-adjust: exact; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.4rem; }
  .row { grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); } td.meaning { min-width: 12rem; } }
@media print { @page { margin: 15mm; } body { font-size: 10pt; max-width: none; padding: 0; }
  .wide { overflow: visible; } .charts figure { width: 48%; } h2, h3 { break-after: avoid; }
  figure, tr, .verdict, .row { break-inside: avoid; } }
"""
