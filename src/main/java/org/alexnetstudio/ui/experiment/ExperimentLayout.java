package org.alexnetstudio.ui.experiment;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Maximising;
import org.alexnetstudio.ui.fx.PaneFrame;

/**
 * Places the panes: the network above, form and JSON side by side, the previews below. Where it is
 * narrow, form and JSON share one place. A maximised pane takes all.
 */
final class ExperimentLayout extends Pane {
  private static final double GAP = 8;

  /** The window's 1200 less the rail. */
  private static final double NARROW = 1130;

  private static final String FORM = "Form";
  private static final String JSON = "JSON";

  private final PaneFrame network;
  private final FormPane form;
  private final JsonPane json;
  private final PaneFrame rate;
  private final PaneFrame images;
  private final Maximising maximising;
  private final Choice<String> inForm = choice();
  private final Choice<String> inJson = choice();

  ExperimentLayout(
      PaneFrame network, FormPane form, JsonPane json, PaneFrame rate, PaneFrame images) {
    this.network = network;
    this.form = form;
    this.json = json;
    this.rate = rate;
    this.images = images;
    getChildren().addAll(network, form, json, rate, images);
    inForm.value().bindBidirectional(inJson.value());
    form.header().getChildren().add(0, inForm);
    json.header().getChildren().add(0, inJson);
    inForm.value().addListener((value, before, now) -> requestLayout());
    maximising = new Maximising("Experiment", this, List.of(network, rate, images));
    maximising.pane().addListener((value, before, now) -> requestLayout());
  }

  private static Choice<String> choice() {
    return new Choice<>("Form or JSON", List.of(FORM, JSON), Function.identity());
  }

  /** A pane that takes all, and the keys for it. */
  Maximising maximising() {
    return maximising;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    boolean narrow = width < NARROW;
    PaneFrame large = maximising.pane().get();
    boolean showForm = !narrow || inForm.value().get().equals(FORM);
    boolean showJson = !narrow || !showForm;
    show(inForm, narrow);
    show(inJson, narrow);
    for (Node child : getChildren()) {
      child.setVisible(
          large != null
              ? child == large
              : child == form ? showForm : child == json ? showJson : true);
    }
    if (large != null) {
      large.resizeRelocate(0, 0, width, height);
      return;
    }
    double top = Math.rint(Math.max(148, Math.min(232, height * 0.255)));
    double bottom = Math.rint(Math.max(140, Math.min(230, height * 0.235)));
    double middle = Math.max(0, height - top - bottom - 2 * GAP);
    double formWidth = narrow ? width : Math.rint((width - GAP) * 0.5);
    double rateWidth = Math.rint((width - GAP) * (narrow ? 0.34 : 0.31));
    network.resizeRelocate(0, 0, width, top);
    form.resizeRelocate(0, top + GAP, formWidth, middle);
    double jsonLeft = narrow ? 0 : formWidth + GAP;
    json.resizeRelocate(jsonLeft, top + GAP, width - jsonLeft, middle);
    double below = top + middle + 2 * GAP;
    rate.resizeRelocate(0, below, rateWidth, bottom);
    images.resizeRelocate(rateWidth + GAP, below, width - rateWidth - GAP, bottom);
  }

  private static void show(Region node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
