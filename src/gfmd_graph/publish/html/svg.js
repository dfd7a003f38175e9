"use strict";
/* A surface that writes what is drawn on it as SVG: the picture is drawn the same way and stays sharp in print. */
class Drawing {
  constructor(width, height, measure) {
    Object.assign(this, { width, height, measure, parts: [], path: "", dash: "" });
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "", textAlign: "left", textBaseline: "top", lineCap: "butt", lineJoin: "miter" });
  }
  number(value) { return String(Math.round(value * 10) / 10); }
  put(tag, attributes, text) {
    const escape = value => String(value).replace(/[&<>"']/g, sign => "&#" + sign.charCodeAt(0) + ";").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
    const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
    this.parts.push(text === undefined ? `<${tag}${said}/>` : `<${tag}${said}>${escape(text)}</${tag}>`);
  }
  paint() { return this.globalAlpha < 1 ? { opacity: Math.round(this.globalAlpha * 100) / 100 } : {}; }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${this.number(x)} ${this.number(y)}`; }
  lineTo(x, y) { this.path += `L${this.number(x)} ${this.number(y)}`; }
  closePath() { this.path += "z"; }
  rect(x, y, wide, high) { this.path += `M${this.number(x)} ${this.number(y)}h${this.number(wide)}v${this.number(high)}h${this.number(-wide)}z`; }
  arc(x, y, r) {   /* only whole circles are drawn */
    const n = this.number;
    this.path += `M${n(x + r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0`;
  }
  fill() { if (this.path) this.put("path", { d: this.path, fill: this.fillStyle, ...this.paint() }); }
  stroke() {
    if (!this.path) return;
    const dash = this.dash ? { "stroke-dasharray": this.dash, "stroke-linecap": this.lineCap } : {};
    this.put("path", { d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-width": this.number(this.lineWidth), ...dash, ...this.paint() });
  }
  fillRect(x, y, width, height) { this.put("rect", { x, y, width, height, fill: this.fillStyle, ...this.paint() }); }
  setLineDash(dash) { this.dash = dash.join(" "); }
  setTransform() {}
  measureText(text) { return this.measure.measureText(text); }
  letters(text, x, y, more) {
    const [, bold, size, family] = /^(\d00 )?([\d.]+)px (.*)$/.exec(this.font), drop = this.textBaseline === "top" ? size * .82 : size * .35;
    this.put("text", { x: this.number(x), y: this.number(y + Number(drop)), "font-size": size, "font-family": family, ...(bold ? { "font-weight": bold.trim() } : {}), "text-anchor": this.textAlign === "center" ? "middle" : "start", ...more, ...this.paint() }, text);
  }
  fillText(text, x, y) { this.letters(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) { this.letters(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": this.lineJoin }); }
  text(title) {
    const escaped = [];
    const keep = this.parts;
    this.parts = escaped; this.put("title", {}, title); this.parts = keep;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}">\n${escaped[0]}\n${keep.join("\n")}\n</svg>\n`;
  }
}
