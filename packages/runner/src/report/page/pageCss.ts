/** Light and dark as the reader's system is; nothing is fetched. */
export const pageCss = `
:root{color-scheme:light dark;--ink:#1c2430;--quiet:#5b6777;--page:#fbfbfa;--card:#fff;--line:#d9dee5;--data:#e8f0fb;--trained:#e6f4ea;--judge:#fdf3dc;--bar:#4a7fc1;--here:#2c5a94;--warn:#8a4b00;--warned:#fff4e0;--before:#8b95a3;--after:#0067a8;--good:#00694d;--bad:#a3400a;--hue-1:#0067a8;--hue-2:#d9730d;--hue-3:#00805f;--hue-4:#b4518a;--hue-5:#3a9fd1;--hue-6:#8c7a00;--shade-1:#c9a227;--shade-2:#8aa34b;--shade-3:#2f9185;--shade-4:#2f6a9f;--shade-5:#472f7d}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--quiet:#9aa7b7;--page:#14181e;--card:#1b2129;--line:#333d49;--data:#1d2c42;--trained:#1b3426;--judge:#3a3018;--bar:#5b93d8;--here:#9cc3f2;--warn:#f3c27a;--warned:#332813;--before:#7d8896;--after:#56b4e9;--good:#4cc9a0;--bad:#f0955c;--hue-1:#56b4e9;--hue-2:#f0a04b;--hue-3:#3cc29a;--hue-4:#e08fbf;--hue-5:#9ad4f5;--hue-6:#e3d35a;--shade-1:#f5e05a;--shade-2:#9fd36a;--shade-3:#43bfa9;--shade-4:#5a9bdc;--shade-5:#a58be8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:1240px;margin:0 auto;padding:24px 16px 64px;display:grid;gap:32px;grid-template-columns:minmax(0,1fr)}
@media(min-width:1200px){main.beside{grid-template-columns:340px minmax(0,1fr);column-gap:40px}header,footer{grid-column:1/-1}.drawing{position:sticky;top:16px;align-self:start;max-height:calc(100vh - 32px);overflow:auto}}
.sections{display:grid;gap:32px;grid-template-columns:minmax(0,1fr)}
h1{font-size:24px;line-height:1.25;margin:0}
h2{font-size:17px;margin:0 0 8px}
h3{font-size:15px;margin:20px 0 6px}
p{margin:4px 0}
.quiet,figcaption,footer{color:var(--quiet);font-size:13px}
.scroll{overflow-x:auto}.scroll table{width:auto}.scroll td,.scroll th{white-space:nowrap}.scroll th:not(:first-child),.scroll td:not(:first-child){padding-left:12px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--quiet);font-size:13px}
td.number,th.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.filled{color:var(--quiet)}
dl{display:grid;grid-template-columns:minmax(90px,max-content) minmax(0,1fr);gap:4px 16px;margin:0}
dt{color:var(--quiet)}dd{margin:0}
figure{margin:12px 0}
svg{display:block;width:100%;max-width:340px;height:auto;font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}

svg text{fill:var(--ink)}svg text.flow,svg text.label,svg text.share{fill:var(--quiet)}svg text.title{font-weight:600;font-size:14px}
.box{fill:var(--card);stroke:var(--line)}.box.data{fill:var(--data)}.box.trained{fill:var(--trained)}.box.judge{fill:var(--judge)}
.arrow{stroke:var(--quiet)}.tip{fill:var(--quiet)}
.bar{fill:var(--bar)}.bar.here{fill:var(--here)}
.warning{background:var(--warned);color:var(--warn);border-left:3px solid var(--warn);padding:8px 12px;margin:6px 0}
@media(min-width:641px){.stages td:first-child{min-width:13.5em}.stages td:nth-child(2){min-width:12.5em}}
.scroll th{overflow-wrap:normal}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr));gap:8px 28px}
figcaption{color:var(--ink);font-weight:600;font-size:14px;margin-bottom:4px}
svg.chart{max-width:420px;font-size:12px;font-variant-numeric:tabular-nums;overflow:visible}
svg.chart.wide{max-width:none}
svg.chart text{white-space:pre;fill:var(--quiet)}
svg.chart [aria-label$=grid],svg.chart [aria-label$=tick]{stroke:var(--line);stroke-opacity:1}
.key{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:13px;color:var(--quiet)}
.key i{display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:6px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,170px),1fr));gap:12px;margin-top:14px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 14px;display:grid;align-content:start}
.tile span{color:var(--quiet);font-size:13px}.tile strong{font-size:22px;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}
details{margin:12px 0}summary{cursor:pointer;color:var(--quiet);font-size:14px}
pre{margin:8px 0;padding:10px 12px;background:var(--card);border:1px solid var(--line);border-radius:8px;overflow-x:auto;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:normal}
table.texts th.number{white-space:normal;min-width:5em}table.texts td:not(.number){min-width:9em}.text{overflow-wrap:anywhere}
ol.near{margin:0;padding:0;list-style:none}.near li{display:grid;grid-template-columns:3em minmax(0,1fr)}.near b{font-weight:400;color:var(--quiet);font-variant-numeric:tabular-nums}
nav{display:flex;flex-wrap:wrap;gap:2px 18px;margin-top:14px;font-size:14px}a{color:var(--after)}nav a{text-decoration:none}nav a:hover{text-decoration:underline}
section{scroll-margin-top:12px}
svg.sparkline{width:110px;height:22px;display:inline-block;vertical-align:middle}.sparkline polyline{fill:none;stroke:var(--after);stroke-width:1.5}.sparkline circle{fill:var(--after)}
.narrow{display:none}
@media(max-width:640px){.texts thead{display:none}.texts tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}.texts td{display:block;border:0;padding:2px 0}.texts td.number{display:inline-block;text-align:left;margin-right:16px}.texts td.number::before,.texts td:has(ol)::before{content:attr(data-name) " ";color:var(--quiet);font-size:13px}.wide,.course,svg.sparkline{display:none}.narrow{display:block}}
@media(max-width:640px){.scroll table{font-size:13px}.scroll th,.scroll td.number{white-space:normal;overflow-wrap:normal}.scroll th:not(:first-child),.scroll td:not(:first-child){padding-left:2px}.scroll td,.scroll th{padding-right:6px}.stages thead{display:none}.stages tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}.stages td{display:block;border:0;padding:1px 0}.stages td.number{text-align:left}.stages td.number:not(:empty)::before{content:attr(data-name) " ";color:var(--quiet)}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:8px}}
`.trim()
