/** The report's own style: it is printed, mailed and archived, so everything stands inside it. */
export const reportStyle = `
:root{--ink:#12242a;--ink-2:#4a5d64;--rule:#cfd8db;--hostile:#a83812;--honest:#58808d;--paper:#fff}
@media (prefers-color-scheme:dark){@media screen{:root{--ink:#e3ecee;--ink-2:#a3b4b9;--rule:#2c3c42;--hostile:#ff9763;--honest:#7fa6b3;--paper:#0d1518}}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.55 Charter,"Bitstream Charter","Source Serif 4",Georgia,serif}
body{max-width:46rem;margin:0 auto;padding:3.5rem 1.25rem 5rem;counter-reset:part}
h1{font-size:1.9rem;line-height:1.2;font-weight:600;margin:.4rem 0 1.2rem;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:3rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--rule);counter-increment:part;break-after:avoid}
h2::before{content:counter(part) "  ";color:var(--ink-2);font-weight:400}
h3{font-size:1rem;margin:1.6rem 0 .3rem;break-after:avoid}
p,ul,ol,dl{margin:.6rem 0}
ul,ol{padding-left:1.2rem}
.kicker,.small,figcaption{color:var(--ink-2);font-size:.88rem}
.lead{font-size:1.12rem}
table{border-collapse:collapse;width:100%;font:14px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums;margin:.8rem 0}
th{text-align:left;font-weight:400;color:var(--ink-2);font-size:13px;border-bottom:1px solid var(--ink-2);vertical-align:bottom}
td{border-bottom:1px solid var(--rule);vertical-align:top}
th,td{padding:.4rem .8rem .4rem 0}
td:last-child,th:last-child{padding-right:0}
tr{break-inside:avoid}
.n{text-align:right;white-space:nowrap}
.t{overflow-wrap:anywhere}
nav{border-block:1px solid var(--rule);margin:2rem 0;padding:.4rem 0}
nav ol{columns:2;font-size:.92rem}
a{color:inherit}
a.f{text-decoration:none;border-bottom:1px dotted var(--ink-2)}
a.f:hover{background:var(--rule)}
:target{outline:2px solid var(--hostile);outline-offset:2px}
q{quotes:none}
figure{margin:1.2rem 0;break-inside:avoid}
svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}
svg text{fill:var(--ink-2)}
.bar{fill:var(--hostile)}
.base{stroke:var(--rule)}
.hollow{fill:var(--paper);stroke:var(--ink-2)}
code,pre{font:12.5px/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
td code,p code{overflow-wrap:anywhere}
pre{white-space:pre-wrap;border-left:2px solid var(--rule);padding:.2rem 0 .2rem 1rem;overflow-wrap:anywhere}
@media screen and (max-width:34rem){table{display:block;overflow-x:auto}}
@media print{body{padding:0;max-width:none}html{font-size:11pt}@page{margin:20mm}}
`
