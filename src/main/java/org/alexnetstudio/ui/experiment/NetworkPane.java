package org.alexnetstudio.ui.experiment;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.session.DataSummary;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.jspecify.annotations.Nullable;

/** The network with shapes, parameters and MACs, as blocks or as a table. */
final class NetworkPane {
  /** Stands in until the images say how many classes there are, as on the command line. */
  private static final int ASSUMED_CLASSES = 1000;

  private static final String BLOCKS = "Blocks";
  private static final String TABLE = "Table";

  private final PaneFrame frame = new PaneFrame("Network");
  private final Choice<String> choice =
      new Choice<>("How the network is shown", List.of(BLOCKS, TABLE), Function.identity());
  private final NetworkBlocks blocks = new NetworkBlocks();
  private final StackPane drawing = new StackPane(blocks);
  private final ScrollPane scroll = new ScrollPane(drawing);
  private final TableView<LayerTable.Row> table = new TableView<>();
  private final EmptyState empty =
      new EmptyState("mdal-account_tree", "The network appears when its layers fit together.");
  private final ObservableValue<Palette> palette;
  private final PreviewModel previews;

  private @Nullable Experiment experiment;
  private @Nullable LayerTable shown;

  NetworkPane(PreviewModel previews, ObservableValue<Palette> palette) {
    this.previews = previews;
    this.palette = palette;
    frame.choices().add(choice);
    blocks.setManaged(false);
    drawing.getStyleClass().add("network-drawing");
    scroll.setFitToHeight(true);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("network-scroll");
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll
        .viewportBoundsProperty()
        .addListener((bounds, before, now) -> resize(now.getWidth(), now.getHeight()));
    columns();
    choice.value().addListener((value, before, now) -> place());
    palette.addListener((value, before, now) -> blocks.draw(now));
    previews.summary().answer().addListener((value, before, now) -> update());
    place();
  }

  private void columns() {
    table.getStyleClass().addAll("network-table", "dense");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(column("Layer", LayerTable.Row::name));
    table.getColumns().add(column("Type", LayerTable.Row::type));
    table.getColumns().add(column("Kernel", LayerTable.Row::window));
    table.getColumns().add(column("Output", row -> Amounts.shape(row.outputShape())));
    table.getColumns().add(column("Parameters", row -> amount(row.parameters())));
    table.getColumns().add(column("Multiply-accumulates", row -> amount(row.macs())));
  }

  private static String amount(long number) {
    return number == 0 ? "" : Amounts.grouped(number);
  }

  private static TableColumn<LayerTable.Row, String> column(
      String name, Function<LayerTable.Row, String> value) {
    TableColumn<LayerTable.Row, String> column = new TableColumn<>(name);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private void place() {
    Node content = shown == null ? empty : choice.value().get().equals(TABLE) ? table : scroll;
    frame.setCenter(content);
    BorderPane.setAlignment(content, Pos.CENTER);
  }

  private void resize(double width, double height) {
    double wide = Math.max(width, blocks.leastWidth());
    drawing.setMinWidth(wide);
    blocks.setWidth(wide);
    blocks.setHeight(Math.max(0, height));
    blocks.draw(palette.getValue());
  }

  /** Shows another experiment; null for none. */
  void show(@Nullable Experiment next) {
    experiment = next;
    update();
  }

  private void update() {
    Experiment now = experiment;
    if (now == null) {
      shown = null;
      frame.subtitle().set("");
      place();
      return;
    }
    NetworkSpec network = now.network();
    DataSummary summary = previews.summary().answer().get();
    boolean known = !network.unresolved() || summary != null;
    if (network.unresolved()) {
      network = network.withClasses(summary == null ? ASSUMED_CLASSES : summary.classes().size());
    }
    LayerTable next = LayerTable.of(network);
    int batch = now.training().batch();
    frame
        .subtitle()
        .set(
            Amounts.rounded(next.totalParameters())
                + " parameters · "
                + Amounts.rounded(next.totalMacs())
                + " multiply-accumulates a pass · about "
                + Amounts.bytes(next.trainingBytes(batch))
                + " to train at batch "
                + batch
                + (known ? "" : " · counted for " + ASSUMED_CLASSES + " classes"));
    if (!next.equals(shown)) {
      shown = next;
      blocks.show(next, known);
      table.getItems().setAll(next.rows());
      resize(scroll.getViewportBounds().getWidth(), scroll.getViewportBounds().getHeight());
      place();
    } else {
      blocks.show(next, known);
      blocks.draw(palette.getValue());
    }
  }

  PaneFrame frame() {
    return frame;
  }
}
