package org.alexnetstudio.ui.help;

import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;

/** A table: its last column takes the room that the others leave. */
final class PageTable extends AbstractVisitor {
  private final GridPane grid = new GridPane();
  private final Consumer<String> follow;
  private int row = -1;
  private int column;

  private PageTable(Consumer<String> follow) {
    this.follow = follow;
  }

  static GridPane of(TableBlock table, Consumer<String> follow) {
    PageTable built = new PageTable(follow);
    built.visitChildren(table);
    built.grid.getStyleClass().add("help-table");
    int columns = built.grid.getColumnCount();
    for (int i = 0; i < columns; i++) {
      ColumnConstraints width = new ColumnConstraints();
      if (i == columns - 1) {
        width.setHgrow(Priority.ALWAYS);
        width.setMinWidth(0);
      } else {
        width.setMinWidth(Region.USE_PREF_SIZE);
      }
      built.grid.getColumnConstraints().add(width);
    }
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
      grid.add(box, column++, row);
    } else {
      if (node instanceof org.commonmark.ext.gfm.tables.TableRow) {
        row++;
        column = 0;
      }
      visitChildren(node);
    }
  }
}
