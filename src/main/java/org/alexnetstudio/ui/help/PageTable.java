package org.alexnetstudio.ui.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;

/** A table as wide as the page; its columns share that by the words in them. */
final class PageTable extends AbstractVisitor {
  /** Letters that the space around a cell takes. */
  private static final int PADDING = 3;

  /** Letters of code, which the longest words mostly are, are so many times as wide. */
  private static final double CODE = 1.25;

  /** Longer cells are wrapped. */
  private static final int LINE = 44;

  private final GridPane grid = new GridPane();
  private final Consumer<String> follow;

  /** Letters that each column wants in a line. */
  private final List<Integer> letters = new ArrayList<>();

  private int row = -1;
  private int column;

  private PageTable(Consumer<String> follow) {
    this.follow = follow;
  }

  static GridPane of(TableBlock table, Consumer<String> follow) {
    PageTable built = new PageTable(follow);
    built.visitChildren(table);
    built.grid.getStyleClass().add("help-table");
    double all = built.letters.stream().mapToInt(Integer::intValue).sum();
    for (int wanted : built.letters) {
      ColumnConstraints width = new ColumnConstraints();
      width.setMinWidth(0);
      width.setPercentWidth(100 * wanted / all);
      built.grid.getColumnConstraints().add(width);
    }
    built.grid.setMinWidth(0);
    return built.grid;
  }

  /** Head, body, rows and cells are all of this kind. */
  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableCell cell) {
      TextFlow words = Inlines.of(cell, follow);
      // The flow itself would take the grid's height for its text.
      VBox box = new VBox(words);
      box.getStyleClass().add("help-cell");
      if (cell.isHeader()) {
        box.getStyleClass().add("help-cell-head");
      }
      GridPane.setValignment(box, VPos.TOP);
      if (column == letters.size()) {
        letters.add(0);
      }
      letters.set(column, Math.max(letters.get(column), wanted(PlainText.of(cell))));
      grid.add(box, column++, row);
    } else {
      if (node instanceof org.commonmark.ext.gfm.tables.TableRow) {
        row++;
        column = 0;
      }
      visitChildren(node);
    }
  }

  /** A word is not broken where there is room. */
  private static int wanted(String words) {
    int longest = Arrays.stream(words.split(" ")).mapToInt(String::length).max().orElse(0);
    return Math.max((int) Math.ceil(CODE * longest), Math.min(LINE, words.length())) + PADDING;
  }
}
