/** The style of the feedback pages: system fonts, light and dark, phone first, readable in print. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ground:#f4f5f7;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--good:#136c2e;--good-back:#e3f5e7;
--part:#7a4d00;--part-back:#fdf0d5;--bad:#a8151f;--bad-back:#fdebec;--wait:#3b4a63;--wait-back:#e8edf5;--link:#0a53be}
@media (prefers-color-scheme:dark){:root{--paper:#161b22;--ground:#0d1117;--ink:#e6edf3;--soft:#9aa4b0;--line:#30363d;--good:#5cd67c;--good-back:#12301b;
--part:#f0b95a;--part-back:#35280d;--bad:#ff8a84;--bad-back:#3a1719;--wait:#a9bcd9;--wait-back:#1c2636;--link:#79b8ff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:52rem;margin:0 auto;padding:1rem .75rem 3rem}
h1{font-size:1.5rem;line-height:1.2;margin:.25rem 0}
h2{font-size:1.15rem;line-height:1.3;margin:0;font-family:inherit}
p{margin:.4rem 0}
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code,pre{font:.9em/1.5 ui-monospace,"Cascadia Code","SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
img{max-width:100%;background:#fff;border-radius:.4rem}
pre{white-space:pre-wrap;background:var(--ground);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .75rem;margin:.5rem 0;max-height:20rem;overflow:auto}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.head{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;justify-content:space-between}
.score{font-size:2.25rem;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}
.score small{font-size:1.1rem;font-weight:400;color:var(--soft)}
.bar{display:block;width:100%;height:.75rem;margin:.75rem 0 .25rem}
.bar rect{fill:var(--line)}
.bar .share{fill:var(--good)}
.checks .head{flex-wrap:nowrap}
h2 code{font-weight:600}
h2 code.soft{font-weight:400}
.standing{display:inline-flex;gap:.6rem;align-items:center}
.badge{display:inline-block;border-radius:1rem;padding:.05rem .6rem;font-size:.875rem;line-height:1.4;font-weight:600}
.good{--tone:var(--good);--tone-back:var(--good-back)}
.part{--tone:var(--part);--tone-back:var(--part-back)}
.bad{--tone:var(--bad);--tone-back:var(--bad-back)}
.wait{--tone:var(--wait);--tone-back:var(--wait-back)}
.badge,.note{color:var(--tone);background:var(--tone-back)}
.lines{white-space:pre-line}
.note{border-radius:.5rem;padding:.5rem .75rem;margin:.75rem 0}
table{width:100%;border-collapse:collapse}
caption{text-align:left;font-weight:600;padding:0 0 .4rem}
th,td{text-align:left;padding:.4rem .5rem .4rem 0;border-top:1px solid var(--line);vertical-align:top}
th{font-weight:400}
thead th{border-top:0;color:var(--soft);font-size:.875rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0}
summary{cursor:pointer;border-radius:.4rem}
summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
summary.head{list-style:none;position:relative;padding-left:1.4rem}
summary.head::-webkit-details-marker{display:none}
summary.head::before{content:"";position:absolute;left:.15rem;top:.5rem;border:.35rem solid transparent;border-left:.5rem solid var(--soft)}
details[open]>summary.head::before{left:0;top:.65rem;border-left-color:transparent;border-top-color:var(--soft)}
.more{margin:.75rem 0 0;color:var(--soft)}
.more .checks{color:var(--ink)}
.names th{white-space:nowrap;max-width:18rem;overflow:hidden;text-overflow:ellipsis;padding-right:1rem}
.names .number{padding-left:1rem;padding-right:0}
.checks{list-style:none;margin:.75rem 0 0;padding:0}
.checks>li{border-top:1px solid var(--line);padding:.65rem 0 .65rem 1.75rem;position:relative}
.checks>li:last-child{padding-bottom:0}
.sign{position:absolute;left:0;top:.65rem;width:1.25rem;height:1.55rem;color:var(--tone)}
.sign path{fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.label{font-weight:600}
.tag{white-space:nowrap;border:1px solid var(--line);border-radius:.3rem;padding:0 .35rem;font-size:.8rem;color:var(--soft);margin-left:.35rem}
.found{display:flex;flex-wrap:wrap;gap:.1rem .75rem;align-items:center}
.scale{flex:none;overflow:visible}
.track{fill:var(--line)}
.allowed{fill:var(--good);opacity:.55}
.limit{stroke:var(--soft);stroke-width:1.5}
.mark{fill:var(--tone);stroke:var(--tone);stroke-width:2.5}
path.mark{fill:none}
.hint{border-left:3px solid var(--tone);padding-left:.6rem}
ul.plain{margin:.4rem 0;padding-left:1.2rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:.5rem 0 0;font-size:.875rem}
dt{color:var(--soft)}
dd{margin:0}
@media (min-width:40rem){main{padding:2rem 1.5rem 4rem}.card{padding:1.25rem 1.5rem}h1{font-size:1.75rem}}
@media print{body{background:none}.card{border:0;padding:0;break-inside:avoid-page}pre{max-height:none}}
`;
