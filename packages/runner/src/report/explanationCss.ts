/** Light and dark as the reader's system is; nothing is fetched. */
export const explanationCss = `
:root{color-scheme:light dark;--ink:#1c2430;--quiet:#5b6777;--page:#fbfbfa;--card:#fff;--line:#d9dee5;--data:#e8f0fb;--trained:#e6f4ea;--judge:#fdf3dc;--bar:#4a7fc1;--here:#2c5a94;--warn:#8a4b00;--warned:#fff4e0}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--quiet:#9aa7b7;--page:#14181e;--card:#1b2129;--line:#333d49;--data:#1d2c42;--trained:#1b3426;--judge:#3a3018;--bar:#5b93d8;--here:#9cc3f2;--warn:#f3c27a;--warned:#332813}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:1240px;margin:0 auto;padding:24px 16px 64px;display:grid;gap:32px;grid-template-columns:minmax(0,1fr)}
@media(min-width:1200px){main{grid-template-columns:340px minmax(0,1fr);column-gap:40px}header,footer{grid-column:1/-1}.drawing{position:sticky;top:16px;align-self:start;max-height:calc(100vh - 32px);overflow:auto}}
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
svg.histogram{max-width:420px}
svg text{fill:var(--ink)}svg text.flow,svg text.label,svg text.share{fill:var(--quiet)}svg text.title{font-weight:600;font-size:14px}
.box{fill:var(--card);stroke:var(--line)}.box.data{fill:var(--data)}.box.trained{fill:var(--trained)}.box.judge{fill:var(--judge)}
.arrow{stroke:var(--quiet)}.tip{fill:var(--quiet)}
.bar{fill:var(--bar)}.bar.here{fill:var(--here)}
.warning{background:var(--warned);color:var(--warn);border-left:3px solid var(--warn);padding:8px 12px;margin:6px 0}
@media(min-width:641px){.stages td:first-child{min-width:13.5em}.stages td:nth-child(2){min-width:12.5em}}
.scroll th{overflow-wrap:normal}
@media(max-width:640px){.scroll table{font-size:13px}.scroll th{white-space:normal}.scroll th:not(:first-child),.scroll td:not(:first-child){padding-left:2px}.scroll td,.scroll th{padding-right:6px}.stages thead{display:none}.stages tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}.stages td{display:block;border:0;padding:1px 0}.stages td.number{text-align:left}.stages td.number:not(:empty)::before{content:attr(data-name) " ";color:var(--quiet)}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:8px}}
`.trim()
