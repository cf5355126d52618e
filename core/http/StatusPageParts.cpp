// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/StatusPageParts.h"

namespace hakgal {

namespace {

constexpr char kStyle[] = R"css(
:root{color-scheme:light dark;--bg:#f4f6f8;--card:#fff;--line:#e1e6ec;--text:#1b2430;--dim:#5c6779;
--accent:#1f6fd6;--good:#1f8f55;--warn:#b4740a;--bad:#c8323b;--goodfill:#1c834e;--warnfill:#a46807;
--badfill:#c8323b;--c0:#1f6fd6;--c1:#6f4ee0;--c2:#1f8f55;--c3:#b4740a}
@media(prefers-color-scheme:dark){:root{--bg:#14171c;--card:#1c2128;--line:#2b323c;--text:#e6eaf0;--dim:#8b95a3;
--accent:#4c9ffe;--good:#3fb978;--warn:#e2a33c;--bad:#e5575f;--goodfill:#1d8550;--warnfill:#a46807;
--badfill:#c8323b;--c0:#4c9ffe;--c1:#9b7bff;--c2:#3fb978;--c3:#e2a33c}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.45 Inter,system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:24px 16px 40px}
header{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;margin-bottom:16px}
h1{font-size:18px;margin:0;overflow-wrap:anywhere}
h2{font-size:13px;margin:0 0 8px;font-weight:600}
h2 small{font-weight:400;color:var(--dim);margin-left:8px;font-size:12px}
.pill{border-radius:12px;padding:2px 12px;color:#fff;font-weight:600;font-size:13px}
.dim{color:var(--dim)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.pill.good{background:var(--goodfill)}.pill.warn{background:var(--warnfill)}.pill.bad{background:var(--badfill)}
.pill.good,.pill.warn,.pill.bad{color:#fff}
#live{margin-left:auto;font-size:12px;color:var(--dim)}
#live::before{content:"";display:inline-block;width:8px;height:8px;border-radius:4px;background:var(--dim);
margin-right:8px}
#live.good::before{background:var(--good)}#live.warn::before{background:var(--warn)}
.grid{display:grid;gap:16px;margin-bottom:16px}
.tiles{grid-template-columns:repeat(auto-fill,minmax(160px,1fr))}
.charts{grid-template-columns:repeat(auto-fill,minmax(min(100%,440px),1fr))}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 16px;min-width:0}
.tile span{display:block;font-size:12px;color:var(--dim)}
.tile b{font-size:22px;line-height:1.35;font-variant-numeric:tabular-nums;white-space:nowrap}
.chart h2{display:flex;align-items:baseline}
.chart h2 output{margin-left:auto;font-variant-numeric:tabular-nums}
.plot{position:relative;height:150px;margin-right:40px}
svg{display:block;width:100%;height:100%;overflow:visible}
svg *{vector-effect:non-scaling-stroke}
.links{margin-top:24px}
.rule{stroke:var(--line)}.limit{stroke:var(--bad);stroke-dasharray:5 4}
.line{fill:none;stroke-width:1.6;stroke-linejoin:round}.area{stroke:none;opacity:.16}
.chart:nth-child(1) .line{stroke:var(--c0)}.chart:nth-child(1) .area{fill:var(--c0)}
.chart:nth-child(2) .line{stroke:var(--c1)}.chart:nth-child(2) .area{fill:var(--c1)}
.chart:nth-child(3) .line{stroke:var(--c2)}.chart:nth-child(3) .area{fill:var(--c2)}
.chart:nth-child(4) .line{stroke:var(--c3)}.chart:nth-child(4) .area{fill:var(--c3)}
.axis{display:flex;justify-content:space-between;font-size:11px;color:var(--dim);padding-top:4px;
margin-right:40px;font-variant-numeric:tabular-nums}
.top,.zero{position:absolute;left:100%;padding-left:6px;font-size:11px;line-height:12px;color:var(--dim);
font-variant-numeric:tabular-nums}
.top{top:-6px}.zero{bottom:-6px}
ul{margin:0;padding-left:20px}#reasons:empty{display:none}#reasons{margin:0 0 16px}
table{width:100%;border-collapse:collapse}
td{padding:8px 16px 8px 0;border-top:1px solid var(--line);vertical-align:top}
tr:first-child td{border-top:0}
progress{width:100%;height:6px;accent-color:var(--accent)}
a{color:var(--accent)}[hidden]{display:none!important}
)css";

// Everything that changes comes as text and is set as text. Charts keep five minutes.
constexpr char kScript[] = R"js(
'use strict';
(() => {
  const byId = id => document.getElementById(id);
  const SPAN = 300000;
  let gap = 5000;
  const charts = [...document.querySelectorAll('.chart')].map(box => ({
    box, key: box.dataset.key, scale: Number(box.dataset.scale), top: Number(box.dataset.top), points: [],
    limit: null}));
  const text = (element, value) => { if (element.textContent !== value) element.textContent = value; };
  const row = (cells, tone) => {
    const line = document.createElement('tr');
    cells.forEach((cell, index) => {
      const field = document.createElement('td');
      field.textContent = cell;
      if (index === 0) field.className = tone;
      line.append(field);
    });
    return line;
  };
  const draw = (chart, now) => {
    chart.points = chart.points.filter(p => p[0] > now - SPAN - 2000);
    const values = chart.points.map(p => p[1]).filter(v => v !== null);
    let top = chart.top;
    if (!top) {
      const most = Math.max(0, ...values);
      top = 0.1;
      while (top < most * 1.1) top *= String(top).includes('2') ? 2.5 : 2;
      top = Number(top.toPrecision(2));
    }
    const x = t => (1 - (now - t) / SPAN) * 1000;
    const y = v => 100 - v / top * 100;
    let line = '', area = '', run = [];
    const close = () => {
      if (run.length) {
        const path = run.map(p => p[0].toFixed(1) + ' ' + p[1].toFixed(2)).join('L');
        line += 'M' + path + (run.length === 1 ? 'h1' : '');
        area += 'M' + run[0][0].toFixed(1) + ' 100L' + path + 'L' + run[run.length - 1][0].toFixed(1) + ' 100Z';
      }
      run = [];
    };
    let before = null;
    for (const [t, v] of chart.points) {
      if (v === null || (before !== null && t - before > gap)) close();
      if (v !== null) run.push([Math.max(0, x(t)), y(v)]);
      before = t;
    }
    close();
    chart.box.querySelector('.line').setAttribute('d', line);
    chart.box.querySelector('.area').setAttribute('d', area);
    const limit = chart.box.querySelector('.limit');
    const shown = chart.limit !== null && chart.limit <= top;
    limit.setAttribute('d', shown ? 'M0 ' + y(chart.limit) + 'H1000' : '');
    text(chart.box.querySelector('.top'), String(top));
  };
  let newest = 0;
  const show = view => {
    newest = view.at;
    gap = Math.max(5000, 3 * view.every);
    text(byId('name'), view.name);
    const status = byId('status');
    text(status, view.status);
    status.className = 'pill ' + view.tone;
    text(byId('caption'), view.caption);
    document.title = view.status + ' \u00b7 ' + view.name;
    document.querySelectorAll('.tile').forEach((tile, index) => {
      text(tile.querySelector('b'), view.tiles[index].text);
      tile.title = view.tiles[index].why;
    });
    charts.forEach((chart, index) => {
      const figure = view.charts[index];
      text(chart.box.querySelector('output'), figure.text);
      chart.limit = figure.limit;
      if (!chart.points.length || chart.points[chart.points.length - 1][0] < view.at)
        chart.points.push([view.at, figure.value]);
      draw(chart, view.at);
    });
    byId('reasons').replaceChildren(...view.reasons.map(reason => {
      const item = document.createElement('li');
      item.textContent = reason;
      return item;
    }));
    byId('quiet').hidden = view.alerts.length > 0;
    byId('alerts').replaceChildren(...view.alerts.map(a => row([a.severity, a.title, a.detail], a.tone)));
  };
  const showJob = job => {
    const running = job.state === 'running';
    byId('job').hidden = false;
    text(byId('jobname'), job.verb);
    text(byId('jobtext'), running ? job.message : job.state);
    byId('jobbar').hidden = !running;
    byId('jobbar').value = job.done;
  };
  const live = (tone, words) => { byId('live').className = tone; text(byId('live'), words); };
  let retry = 0;
  const follow = () => {
    const source = new EventSource('/api/events?view=page');
    source.addEventListener('view', event => { live('good', 'live'); show(JSON.parse(event.data)); });
    source.addEventListener('job', event => showJob(JSON.parse(event.data)));
    source.onerror = () => {
      const since = newest ? ' The figures are those of ' + new Date(newest).toLocaleTimeString() + '.' : '';
      live('warn', 'not live, trying again.' + since);
      if (source.readyState === EventSource.CLOSED) {
        source.close();
        clearTimeout(retry);
        retry = setTimeout(follow, 15000);
      }
    };
  };
  fetch('/api/metrics/history?limit=300').then(answer => answer.json()).then(history => {
    for (const chart of charts) {
      const before = history.metrics.map(entry => {
        const value = entry[chart.key];
        return [Date.parse(entry.timestamp), typeof value === 'number' ? value * chart.scale : null];
      });
      const first = chart.points.length ? chart.points[0][0] : Infinity;
      chart.points = before.filter(point => point[0] < first).concat(chart.points);
      if (chart.points.length) draw(chart, chart.points[chart.points.length - 1][0]);
    }
  }).catch(() => {}).finally(follow);
})();
)js";

} // namespace

const QByteArrayView kPageStyle(kStyle, sizeof kStyle - 1);
const QByteArrayView kPageScript(kScript, sizeof kScript - 1);

} // namespace hakgal
