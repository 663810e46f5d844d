// The whole plan on one small canvas, with the part that is in the window; a click goes there.
const HEIGHT = 44;

export class Overview {
  constructor(canvas, chart) {
    this.canvas = canvas;
    this.chart = chart;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#go(event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.buttons) this.#go(event);
    });
  }

  draw() {
    const { layout, scroller } = this.chart;
    const width = this.canvas.clientWidth;
    if (!layout || !width) return;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = width * ratio;
    this.canvas.height = HEIGHT * ratio;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const across = width / layout.width;
    const down = HEIGHT / Math.max(1, layout.height);
    const style = getComputedStyle(this.canvas);
    const colours = [0, 1, 2, 3, 4, 5].map((stage) => style.getPropertyValue(`--stage-${stage}`) || "#58616a");
    for (const bar of layout.model.bars) {
      const box = layout.box(bar);
      pen.fillStyle = bar.blocked ? "#b1b8be" : bar.critical ? "#d4380d" : colours[bar.stage];
      pen.fillRect(box.left * across, bar.y * down, Math.max(1, (box.right - box.left) * across), Math.max(0.8, down * 18));
    }
    const view = scroller.getBoundingClientRect();
    pen.strokeStyle = "#1e2124";
    pen.lineWidth = 1.5;
    pen.strokeRect(
      scroller.scrollLeft * across + 0.75,
      scroller.scrollTop * down + 0.75,
      Math.min(width - 1.5, (view.width - this.chart.labelWidth) * across),
      Math.min(HEIGHT - 1.5, view.height * down),
    );
  }

  #go(event) {
    const { layout, scroller, labelWidth } = this.chart;
    const box = this.canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * layout.width;
    const y = ((event.clientY - box.top) / box.height) * layout.height;
    scroller.scrollLeft = x - (scroller.clientWidth - labelWidth) / 2;
    scroller.scrollTop = y - scroller.clientHeight / 2;
  }
}
