package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.ui.fx.Palette;

/**
 * The network as blocks: height says rows and columns, width channels; layers that change no shape
 * are left out. Two blocks above each other are two towers.
 */
final class NetworkBlocks extends Canvas {
  private static final double SPACE_FOR_ONE = 74;
  private static final double LINE = 14;

  /** One block with the lines below it. */
  private record Block(
      String name, Kind kind, List<Integer> shape, int groups, List<String> lines) {}

  private enum Kind {
    INPUT,
    CONV,
    POOL,
    FULLY_CONNECTED,
    CLASSES
  }

  private List<Block> blocks = List.of();

  /** Shows another network. */
  void show(LayerTable table, boolean classesKnown) {
    List<Block> found = new ArrayList<>();
    ImageShape input = table.network().input();
    List<Integer> shape = List.of(input.channels(), input.height(), input.width());
    found.add(new Block("data", Kind.INPUT, shape, 1, List.of(Amounts.shape(shape))));
    List<LayerSpec> layers = table.network().layers();
    for (int i = 0; i < layers.size(); i++) {
      LayerTable.Row row = table.rows().get(i);
      LayerSpec layer = layers.get(i);
      boolean last = i == layers.size() - 1;
      if (layer instanceof LayerSpec.Conv
          || layer instanceof LayerSpec.FullyConnected
          || pools(layer)) {
        found.add(block(layer, row, last, last && !classesKnown));
      }
    }
    blocks = found;
    setAccessibleText("Network of " + layers.size() + " layers");
  }

  private static boolean pools(LayerSpec layer) {
    return layer instanceof LayerSpec.MaxPool
        || layer instanceof LayerSpec.AvgPool
        || layer instanceof LayerSpec.AdaptiveAvgPool;
  }

  private static Block block(
      LayerSpec layer, LayerTable.Row row, boolean last, boolean classesUnknown) {
    List<String> lines = new ArrayList<>();
    lines.add(classesUnknown ? "classes" : Amounts.shape(row.outputShape()));
    if (row.parameters() > 0 && !classesUnknown) {
      lines.add(Amounts.rounded(row.parameters()));
      lines.add(Amounts.rounded(row.macs()) + " MAC");
    }
    Kind kind =
        last
            ? Kind.CLASSES
            : layer instanceof LayerSpec.Conv
                ? Kind.CONV
                : pools(layer) ? Kind.POOL : Kind.FULLY_CONNECTED;
    int groups = layer instanceof LayerSpec.Conv conv ? conv.groups() : 1;
    return new Block(row.name(), kind, row.outputShape(), groups, lines);
  }

  /** The least width at which no label touches the next. */
  double leastWidth() {
    return blocks.size() * SPACE_FOR_ONE;
  }

  /** Draws all of it. */
  void draw(Palette palette) {
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    if (blocks.isEmpty()) {
      return;
    }
    double each = getWidth() / blocks.size();
    double labels = 4 * LINE + 6;
    double room = Math.max(24, getHeight() - labels - 10);
    double middle = 6 + room / 2;
    int largest = blocks.get(0).shape().get(1);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.TOP);
    double[] halves = new double[blocks.size()];
    for (int i = 0; i < blocks.size(); i++) {
      halves[i] = drawBlock(g, palette, blocks.get(i), (i + 0.5) * each, middle, room, largest);
    }
    g.setStroke(palette.axis());
    g.setFill(palette.axis());
    g.setLineWidth(1);
    for (int i = 1; i < blocks.size(); i++) {
      arrow(g, (i - 0.5) * each + halves[i - 1] + 6, (i + 0.5) * each - halves[i] - 6, middle);
    }
    for (int i = 0; i < blocks.size(); i++) {
      drawLabels(g, palette, blocks.get(i), (i + 0.5) * each, 6 + room + 4);
    }
  }

  private static void arrow(GraphicsContext g, double from, double to, double y) {
    double at = Math.rint(y) + 0.5;
    if (to - from < 6) {
      return;
    }
    g.strokeLine(from, at, to - 4, at);
    g.fillPolygon(new double[] {to, to - 5, to - 5}, new double[] {at, at - 3, at + 3}, 3);
  }

  /** Gives half its width. */
  private static double drawBlock(
      GraphicsContext g,
      Palette palette,
      Block block,
      double x,
      double middle,
      double room,
      int largest) {
    Color front = colour(palette, block.kind());
    boolean flat = block.shape().size() == 1;
    int channels = block.shape().get(0);
    if (flat) {
      double height = room * Math.min(1, Math.log(1 + channels) / Math.log(4097));
      double width = Math.max(7, room / 9);
      g.setFill(front);
      g.fillRect(Math.rint(x - width / 2), Math.rint(middle - height / 2), width, height);
      return width / 2;
    }
    double side = Math.log(1 + block.shape().get(1)) / Math.log(1 + Math.max(2, largest));
    double height = Math.max(10, 0.82 * room * side);
    double width = Math.max(3, room * 0.55 * Math.min(1.4, channels / 400.0) + 4);
    double depth = height * 0.12;
    double left = Math.rint(x - (width + depth) / 2);
    double top = Math.rint(middle - height / 2 + depth / 2);
    g.setFill(front.deriveColor(0, 1, 0.72, 1));
    g.fillPolygon(
        new double[] {left, left + depth, left + width + depth, left + width},
        new double[] {top, top - depth, top - depth, top},
        4);
    g.setFill(front.deriveColor(0, 1, 0.55, 1));
    g.fillPolygon(
        new double[] {left + width, left + width + depth, left + width + depth, left + width},
        new double[] {top, top - depth, top + height - depth, top + height},
        4);
    g.setFill(front);
    g.fillRect(left, top, width, height);
    g.setFill(palette.background());
    for (int i = 1; i < Math.min(block.groups(), 8); i++) {
      g.fillRect(left, Math.rint(top + height * i / block.groups()) - 1, width, 2);
    }
    return (width + depth) / 2;
  }

  private static Color colour(Palette palette, Kind kind) {
    return switch (kind) {
      case INPUT -> palette.axis();
      case CONV -> palette.accent().deriveColor(0, 1.15, 0.9, 1);
      case POOL -> palette.axis().interpolate(palette.background(), 0.45);
      case FULLY_CONNECTED -> palette.top5();
      case CLASSES -> palette.success();
    };
  }

  private static void drawLabels(
      GraphicsContext g, Palette palette, Block block, double x, double top) {
    double most = SPACE_FOR_ONE - 4;
    g.setFill(palette.text());
    g.setFont(Font.font("Inter Semi Bold", 11.5));
    g.fillText(block.name(), x, top, most);
    g.setFill(palette.muted());
    g.setFont(Font.font("Inter", 11));
    double y = top + LINE + 1;
    for (String line : block.lines()) {
      g.fillText(line, x, y, most + 2);
      y += LINE;
    }
  }
}
