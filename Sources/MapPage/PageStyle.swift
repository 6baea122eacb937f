/// The style of the page; its colours are variables that the map's theme sets.
enum PageStyle {
  static let text = #"""
    *{box-sizing:border-box}
    html,body{height:100%;margin:0}
    body{display:flex;flex-direction:column;font:14px/1.5 var(--fonts);color:var(--ink);
      background:var(--band-fill)}
    svg text{font-family:var(--fonts)}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0}
    noscript p{margin:0;padding:6px 12px;background:var(--weak-fill);color:var(--weak-line)}
    header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;padding:8px 12px;
      background:var(--paper);border-bottom:1px solid var(--band-line)}
    #find{flex:1 1 220px;max-width:360px;font:inherit;padding:5px 10px;color:inherit;
      background:var(--paper);border:1px solid var(--quiet);border-radius:4px}
    #filters,#tools{display:flex;flex-wrap:wrap;gap:6px}
    #tools{margin-left:auto}
    button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--band-line);
      border-radius:4px;padding:4px 10px;cursor:pointer}
    button:hover{border-color:var(--quiet)}
    button i{font-style:normal;color:var(--quiet)}
    button[aria-pressed=true]{background:var(--ink);color:var(--paper);border-color:var(--ink)}
    button[aria-pressed=true] i{color:inherit}
    :focus-visible{outline:3px solid var(--up-line);outline-offset:1px}
    #stage:focus-visible{outline-offset:-3px}
    main{flex:1;display:flex;min-height:0}
    #stage{flex:1;min-width:0;position:relative;overflow:hidden;cursor:grab;touch-action:none}
    #stage.moving{cursor:grabbing}
    #stage>svg{position:absolute;left:0;top:0;transform-origin:0 0;display:block;
      user-select:none;-webkit-user-select:none}
    #panel{width:350px;flex:none;overflow:auto;padding:14px 16px 24px;background:var(--paper);
      border-left:1px solid var(--band-line)}
    #panel h2{font-size:17px;line-height:1.35;margin:0 0 4px}
    #panel h3{font-size:14px;margin:14px 0 3px;padding-top:9px;border-top:1px solid var(--band-line)}
    #panel p{margin:3px 0}
    #panel ul{list-style:none;margin:0;padding:0}
    #panel li{margin:2px 0}
    #panel dl{display:grid;grid-template-columns:max-content 1fr;gap:1px 10px;margin:4px 0}
    #panel dt,.quiet{color:var(--quiet)}
    #panel dd{margin:0;overflow-wrap:anywhere}
    .alarm{color:var(--risk-line);font-weight:bold}
    .link{display:inline;border:0;padding:0;background:none;text-align:left;color:var(--up-line);
      text-decoration:underline;text-underline-offset:2px}
    .firm{display:block;width:100%;text-align:left;border:0;border-radius:0;padding:4px 2px;
      border-bottom:1px solid var(--band-line);background:none}
    .firm:hover,.firm:focus-visible{background:var(--band-fill)}
    .firm small{display:block;color:var(--quiet)}
    .source{font-size:12.5px;color:var(--quiet);border-left:3px solid var(--band-line);
      padding-left:8px;margin:3px 0 5px;overflow-wrap:anywhere}
    .source b{color:var(--ink);font-weight:600}
    details summary{cursor:pointer;color:var(--quiet);font-size:12.5px}
    .key{display:flex;align-items:center;gap:8px}
    .key span{flex:none;width:34px;height:14px;border:2px solid;border-radius:3px}
    .key .up{border-color:var(--up-line);background:var(--up-fill)}
    .key .down{border-color:var(--down-line);background:var(--down-fill);border-style:dashed}
    .key .up.down{background:var(--up-fill)}
    a.row{cursor:pointer;outline:none}
    .box{cursor:pointer;outline:none}
    .spot{fill:transparent;stroke:none}
    .halo,.tally{display:none;pointer-events:none}
    @media screen{
      .stand{stroke:var(--band-line)}
      a.row:hover .spot,a.row:focus-visible .spot{stroke:var(--ink);stroke-width:.8}
      a.row:focus-visible .spot{stroke:var(--up-line);stroke-width:1.6}
      .box:focus-visible{outline:none}
      .halo.on{display:block;fill:none;stroke:var(--ink);stroke-width:1.8}
      .halo.focus{display:block;fill:none;stroke:var(--up-line);stroke-width:2.4}
      .tally.on{display:block}
      .tally rect{fill:var(--paper);stroke:var(--quiet);stroke-width:.6}
      .tally .u{fill:var(--up-line)}
      .tally .d{fill:var(--down-line)}
      svg.lit .box:not(.has),svg.sift .box:not(.has){opacity:.22}
      svg.lit .edge:not(.u):not(.d){opacity:.1}
      svg.sift .edge{opacity:.15}
      svg.lit .row:not(.u):not(.d):not(.me),svg.sift .row:not(.hit){opacity:.3}
      .row.u .spot{fill:var(--up-fill);stroke:var(--up-line);stroke-width:.7}
      .row.d .spot{fill:var(--down-fill);stroke:var(--down-line);stroke-width:.7;
        stroke-dasharray:2.4 1.2}
      .row.u.d .spot{fill:var(--up-fill);stroke:var(--down-line)}
      .row.me .spot{fill:var(--paper);stroke:var(--ink);stroke-width:1.6}
      .row.me text{font-weight:bold}
      .row.hit .spot{fill:var(--weak-fill);stroke:var(--ink);stroke-width:.7}
      .halo.u{display:block;fill:none;stroke:var(--up-line);stroke-width:1.6}
      .halo.d{display:block;fill:none;stroke:var(--down-line);stroke-width:1.6;stroke-dasharray:5 2.4}
      .halo.me{display:block;fill:none;stroke:var(--ink);stroke-width:2.4}
      .edge.u path{stroke:var(--up-line);stroke-width:2.8}
      .edge.u path+polygon{fill:var(--up-line);stroke:var(--up-line)}
      .edge.d path{stroke:var(--down-line);stroke-width:2.4;stroke-dasharray:7 3}
      .edge.d path+polygon{fill:var(--down-line);stroke:var(--down-line)}
      .edge.u.d path{stroke:var(--up-line)}
    }
    @media (max-width:760px){
      main{flex-direction:column}
      #panel{width:auto;height:42%;border-left:0;border-top:1px solid var(--band-line)}
      #tools{margin-left:0}
    }
    @media (prefers-reduced-motion:no-preference){#stage.glide>svg{transition:transform .25s}}
    @media print{
      html,body{height:auto;background:none}
      body,main{display:block}
      header,#panel,noscript,#live{display:none}
      #stage{overflow:visible;position:static}
      #stage>svg{position:static;transform:none!important;width:100%!important;height:auto!important}
    }

    """#
}
