package org.alexnetstudio.ui.explore;

import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.alexnetstudio.insight.Surgery;

/** Says that what is shown is of changed units, whichever is chosen, and gives them back. */
final class ChangedUnits extends HBox {
  ChangedUnits(ExploreModel explore) {
    super(8);
    Label count = new Label();
    count.textProperty().bind(explore.surgery().map(ChangedUnits::words));
    Hyperlink restore = new Hyperlink("Restore all");
    restore.setId("restore-units");
    restore.setTooltip(new Tooltip("Give all units back as they were"));
    restore.setOnAction(event -> explore.restoreAll());
    setId("changed-units");
    getStyleClass().add("changed-units");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(count, new Label("·"), restore);
    visibleProperty().bind(explore.surgery().map(now -> !now.isEmpty()));
    managedProperty().bind(visibleProperty());
  }

  /** "1 unit changed", "3 units changed"; a what-if that is never written to the run. */
  private static String words(Surgery surgery) {
    int count = surgery.scales().size();
    return count == 1 ? "1 unit changed" : count + " units changed";
  }
}
