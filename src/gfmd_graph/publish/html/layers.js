"use strict";
/* What is slow to draw: a few milliseconds a frame, on a surface larger than the window, which is shifted and scaled
   while the picture moves, as maps do. */
const SLICE = 6, LARGEST = 1.6e7;   /* milliseconds; pixels: some browsers hold no more than 4096 by 4096 */

class Layer {
  /* `room` is how far the surface reaches beyond the window, as a share of it. */
  constructor(room) { Object.assign(this, { room, done: null, begun: null, spare: null, cost: 0, stale: true }); }

  /* Nothing of it holds: the window is drawn first, in one go, what lies around it after. */
  drop() {
    if (this.begun) this.spare = this.begun.canvas;
    Object.assign(this, { begun: null, cost: 0, stale: true });
  }
  /* Draw `steps` as the picture stands now. */
  start(picture, steps) {
    if (this.begun) { this.cost = Math.max(this.cost, this.begun.spent); this.spare = this.begun.canvas; }
    const { width, height, ratio, scale, x, y } = picture, edge = this.edge(picture);
    const canvas = this.spare || document.createElement("canvas");
    canvas.width = Math.round((width + 2 * edge) * ratio);
    canvas.height = Math.round((height + 2 * edge) * ratio);
    const context = canvas.getContext("2d", { willReadFrequently: true });   /* else a step is put off */
    context.setTransform(ratio, 0, 0, ratio, edge * ratio, edge * ratio);
    this.begun = { canvas, context, edge, scale, x, y, steps, spent: 0 };
    this.spare = null;
    this.stale = false;
  }
  edge({ width, height, ratio }) {
    const most = (Math.sqrt(LARGEST / (width * height)) / ratio - 1) / 2;
    return this.cost < SLICE ? 0 : Math.floor(Math.max(0, Math.min(this.room, most)) * Math.min(width, height) * ratio) / ratio;
  }
  /* For so many milliseconds, one step at least; what is finished is shown. */
  work(picture, most) {
    const job = this.begun, start = performance.now();
    if (!job) return;
    let over = false;
    picture.as(job, () => {
      do { over = job.steps.next().done; job.context.getImageData(0, 0, 1, 1); } while (!over && performance.now() - start < most);
    });
    job.spent += performance.now() - start;
    if (over) Object.assign(this, { spare: this.done && this.done.canvas, done: job, begun: null, cost: job.spent });
  }

  /* While the picture moves, only where the surface ends or would look coarse. */
  due(picture, moving) {
    if (this.stale || !this.done) return true;
    if (this.begun) return !moving && !this.stands(this.begun, picture);
    if (this.stands(this.done, picture) && this.done.edge >= this.edge(picture)) return false;
    const { edge, scale } = this.done, grown = picture.scale / scale, [left, top, wide, high] = this.at(picture), slack = edge / 4;
    if ([left, top, picture.width - left - wide, picture.height - top - high].some(side => side > -slack)) return true;
    return moving ? grown < .7 || grown > 1.5 : !edge || grown !== 1 || [left, top].some(side => Math.abs(side * picture.ratio - Math.round(side * picture.ratio)) > .01);
  }
  stands(view, { scale, x, y }) { return view.scale === scale && view.x === x && view.y === y; }
  at(picture) {
    const { canvas, edge, scale, x, y } = this.done, grown = picture.scale / scale, size = grown / picture.ratio;
    return [picture.x - (x + edge) * grown, picture.y - (y + edge) * grown, canvas.width * size, canvas.height * size];
  }
  show(context, picture) {
    const [left, top, wide, high] = this.at(picture), { ratio, scale } = picture;
    const whole = side => scale === this.done.scale ? Math.round(side * ratio) / ratio : side;   /* a shifted picture stays sharp */
    context.drawImage(this.done.canvas, whole(left), whole(top), wide, high);
  }
}
