import { severities } from '../../findings/finding.js'
import { dark, light, properties } from './palette.js'

const marks = severities.map((name) => `.${name}{--mark:var(--${name});--sign:var(--on-${name})}`).join('\n')

/** The report's only style sheet. Nothing in it means something by colour alone, and nothing in the page has a style of its own. */
export const style = `
:root{color-scheme:light dark;${properties(light)}}
@media (prefers-color-scheme:dark){:root{${properties(dark)}}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
body>header,body>nav,main,body>footer{max-width:70rem;margin:0 auto;padding:.5rem 1.25rem}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.3rem;margin:1.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1.1rem;margin:0 0 .75rem}
h4{font-size:1rem;margin:1.25rem 0 .25rem}
p,ul,ol,dl{margin:.5rem 0}
a{color:var(--link)}
a:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code,pre{font:.9em/1.45 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;background:var(--card);border:1px solid var(--line);border-radius:.25rem;padding:.5rem .75rem;margin:.35rem 0}
.faint{color:var(--faint)}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
body>nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
${marks}
.mark{display:inline-block;background:var(--mark);color:var(--sign);border-radius:.25rem;padding:.05rem .5rem;font-size:.8rem;font-weight:700;text-transform:uppercase;letter-spacing:.03em;white-space:nowrap}
.verdict{border-left:.35rem solid var(--ink);padding:.5rem 1rem;background:var(--card);font-weight:600}
.totals{display:flex;flex-wrap:wrap;gap:.75rem;padding:0}
.totals div{background:var(--card);border:1px solid var(--line);border-top:.35rem solid var(--mark);border-radius:.25rem;padding:.5rem 1rem;min-width:6.5rem}
.totals dt{font-size:.9rem}
.totals dd{margin:0;font-size:1.6rem;font-weight:700;line-height:1.2}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--faint);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}
thead th{font-size:.9rem}
.number{text-align:right}
.list th[scope=row]{min-width:11rem}
form{background:var(--card);border:1px solid var(--line);border-radius:.25rem;padding:.75rem 1rem;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:end}
fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.25rem .9rem}
legend{padding:0;font-size:.9rem;color:var(--faint)}
form>label{display:grid;grid-template-columns:minmax(0,1fr);min-width:0;max-width:100%;font-size:.9rem;color:var(--faint)}
select,input[type=search],button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:.25rem;padding:.3rem .5rem;max-width:min(22rem,100%)}
form output{flex-basis:100%}
.finding{background:var(--card);border:1px solid var(--line);border-left:.5rem solid var(--mark);border-radius:.25rem;padding:1rem 1.25rem;margin:1rem 0}
.finding pre{background:var(--paper)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}
.facts dt{color:var(--faint)}
.facts dd{margin:0}
.places>li{margin:.5rem 0}
.places ul{padding-left:1.2rem}
.place{font-weight:600}
.stack{width:auto;border-collapse:separate;border-spacing:0 .2rem}
.stack th,.stack td{border:0}
.stack thead th,.stack td{text-align:center;min-width:2.4rem;padding:.35rem .3rem}
.stack tbody th{min-width:14rem;max-width:30rem;font-weight:400;background:var(--card);border:1px solid var(--line);border-radius:.25rem}
.stack tbody .own{border-style:dashed}
.stack tbody .base{border-left:.45rem double var(--faint)}
.of{font-size:.9rem}
.tag{display:inline-block;border:1px solid var(--line);border-radius:.25rem;padding:0 .35rem;font-size:.8rem;font-weight:400}
.stack td{font-size:1.1rem;line-height:1;vertical-align:middle}
.stack td{position:relative}
.stack td::before,.stack td::after{content:"";position:absolute;left:calc(50% - 1px);height:calc(50% + .1rem);border-left:0 solid var(--ink)}
.stack td::before{top:-.1rem}
.stack td::after{bottom:-.1rem}
.above-visible::before,.below-visible::after{border-left-width:2px!important}
.above-hidden::before,.below-hidden::after{border-left:2px dotted var(--ink)!important}
.sign{position:relative;z-index:1;background:var(--paper)}
.stack thead a{display:inline-block;min-width:1.5rem}
.key .line{padding-left:.6rem;border-left:2px solid var(--ink)}
.key .hidden{border-left-style:dotted}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0}
body>footer{border-top:1px solid var(--line);margin-top:3rem;color:var(--faint);font-size:.9rem}
@media (max-width:40rem){
.facts{grid-template-columns:1fr}
.facts dd{margin-bottom:.4rem}
.list thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.list tbody,.list tr,.list td,.list th{display:block;border:0;padding:.1rem 0;text-align:left}
.list tbody tr{border-bottom:1px solid var(--line);padding:.5rem 0}
.list td::before{content:attr(data-head) " ";color:var(--faint);font-size:.9rem}
.stack tbody th{min-width:9rem}
}
@media print{
:root{${properties(light)}}
body{font-size:10pt}
body>footer{margin-top:1rem}
.skip,form,body>nav{display:none}
.finding{background:none}
h2,h3,h4{break-after:avoid}
pre,tr,.places>li{break-inside:avoid}
.wide{overflow:visible}
*{print-color-adjust:exact}
}
`
