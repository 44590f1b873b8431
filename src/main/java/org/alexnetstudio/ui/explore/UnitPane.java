package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Latest;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.jspecify.annotations.Nullable;

/**
 * The pane of one unit: its map over the image, its kernel, what excites it most, what of the image
 * it comes from, and what the network would say without it.
 */
public final class UnitPane {
  private static final int SMALLEST_MAP = 165;
  private static final int LARGEST_MAP = 660;
  private static final double GAP = 10;

  private final ExploreModel model;
  private final PaneFrame frame = new PaneFrame("Unit");
  private final Command undo;
  private final Button previous =
      Icons.button("mdal-chevron_left", "Previous unit (Left)", () -> move(-1));
  private final Button next =
      Icons.button("mdal-chevron_right", "Next unit (Right)", () -> move(1));
  private final Label readout = new Label();
  private final MapSection map;
  private final KernelSection kernel;
  private final PatchesSection patches;
  private final BackwardSection backward;
  private final SurgerySection surgery;
  private final FlowPane upper;
  private final FlowPane lower;
  private final VBox content;
  private final ScrollPane scroll;

  /** Of the unit that {@code model} is at; {@code files} writes what is saved. */
  public UnitPane(ExploreModel model, ImageFiles files) {
    this(model, files, FilePrompts::save);
  }

  UnitPane(ExploreModel model, ImageFiles files, SavePrompt prompt) {
    this.model = model;
    undo = new Command("Explore", "Undo the change of a unit", "Shortcut+Z", model::undo);
    undo.disabled().bind(model.undoable().not());
    Saving saving = new Saving(frame, files, prompt, this::tell);
    map = new MapSection(model::chooseSpot, this::tell);
    kernel = new KernelSection(saveButton(menus(saving)), this::tell);
    patches = new PatchesSection(model, this::tell);
    backward = new BackwardSection(model.rule());
    surgery = new SurgerySection(model, undo);
    upper = new FlowPane(GAP, GAP, map, kernel);
    lower = new FlowPane(GAP, GAP, patches, backward);
    content = new VBox(upper, new Separator(), lower, new Separator(), surgery);
    content.getStyleClass().add("unit-content");
    for (Node each : new Node[] {map, surgery}) {
      each.addEventFilter(InputEvent.ANY, this::refuseEarly);
    }
    content.setOnKeyPressed(this::pressed);
    scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("part-scroll");
    content.widthProperty().addListener((value, before, now) -> fit(now.doubleValue()));
    readout.getStyleClass().add("part-readout");
    readout.setMaxWidth(Double.MAX_VALUE);
    frame.setId("unit-pane");
    frame.choices().addAll(previous, next);
    frame.more().addAll(menus(saving));
    // Buttons and scroll panes would take the arrows for themselves.
    frame.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          Object target = event.getTarget();
          if (target == previous || target == next || target == scroll) {
            pressed(event);
          }
        });
    for (Latest<?> each : new Latest<?>[] {model.view(), model.overview()}) {
      each.answer().addListener((value, before, now) -> show());
      each.problem().addListener((value, before, now) -> show());
    }
    model.unit().addListener((value, before, now) -> show());
    model
        .surgery()
        .addListener(
            (value, before, now) -> {
              // What it does is said below what was touched.
              if (surgery.isFocusWithin()) {
                scroll.setVvalue(1);
              }
            });
    tell("");
    show();
  }

  private List<Menu> menus(Saving saving) {
    return List.of(
        saving.menu("Map", () -> saveable(Saveable::map)),
        saving.menu("Kernel", () -> saveable(Saveable::kernel)),
        saving.menu("Patches that excite it most", () -> saveable(this::patches)),
        saving.menu("Picture carried back", () -> saveable(Saveable::backward)));
  }

  private @Nullable Saveable patches(UnitView view) {
    Patches found = model.patches().answer().get();
    return found == null || found.strongest().isEmpty()
        ? null
        : Saveable.patches(view.layer(), view.unit(), found.strongest());
  }

  private @Nullable Saveable saveable(Function<UnitView, @Nullable Saveable> of) {
    Answer<UnitView> answer = model.view().answer().get();
    return answer == null ? null : of.apply(answer.value());
  }

  private static MenuButton saveButton(List<Menu> menus) {
    MenuButton button = new MenuButton("Save…", Icons.of("mdmz-save_alt"));
    button.getItems().addAll(menus);
    button.setId("save-unit");
    button.setTooltip(new Tooltip("Save as PNG or NumPy array, or copy"));
    return button;
  }

  /** As long as another unit is shown than is chosen, what is done to it must not befall that. */
  private void refuseEarly(InputEvent event) {
    Answer<UnitView> answer = model.view().answer().get();
    boolean acts =
        event.getEventType() == MouseEvent.MOUSE_PRESSED
            || event.getEventType() == MouseEvent.MOUSE_CLICKED
            || (event instanceof KeyEvent key && !key.isShortcutDown());
    if (acts && answer != null && answer.value().unit() != model.unit().get()) {
      event.consume();
    }
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> move(-1);
      case RIGHT -> move(1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int by) {
    Answer<UnitView> answer = model.view().answer().get();
    int unit = model.unit().get() + by;
    if (answer != null && unit >= 0 && unit < answer.value().layer().units()) {
      model.chooseUnit(unit);
    }
  }

  private void tell(String text) {
    readout.setText(text.isEmpty() ? "Click the map to see how a number is computed" : text);
  }

  /** Leaves room for the kernel beside the map where the pane has it. */
  private void fit(double width) {
    double room = width - content.snappedLeftInset() - content.snappedRightInset();
    double beside = room - GAP - KernelSection.WIDTH;
    map.setSide((int) Math.max(SMALLEST_MAP, Math.min(LARGEST_MAP, beside)));
    upper.setPrefWrapLength(room);
    lower.setPrefWrapLength(room);
  }

  private void show() {
    int unit = model.unit().get();
    Answer<UnitView> answer = model.view().answer().get();
    Answer<Overview> overview = model.overview().answer().get();
    Throwable problem = model.view().problem().get();
    boolean shown = unit >= 0 && answer != null && overview != null;
    frame.choices().forEach(each -> each.setDisable(!shown));
    frame.more().forEach(each -> each.setDisable(!shown));
    if (shown && answer != null && overview != null) {
      show(answer.value(), overview.value());
    } else {
      frame.title().set(unit < 0 ? "Unit" : "Unit " + unit);
      frame.subtitle().set("");
      frame.setBottom(null);
      if (unit < 0) {
        frame.setCenter(new EmptyState("mdmz-touch_app", "Choose a unit in the grid."));
      } else if (problem != null) {
        frame.setCenter(new ProblemBox(problem));
      } else {
        frame.setCenter(new EmptyState("mdal-hourglass_empty", "Looking at the unit…"));
      }
    }
  }

  private void show(UnitView view, Overview overview) {
    LayerInfo layer = view.layer();
    frame.title().set("Unit " + view.unit());
    frame.subtitle().set("of " + layer.name() + " · receptive field " + layer.field() + " px");
    previous.setDisable(view.unit() <= 0);
    next.setDisable(view.unit() >= layer.units() - 1);
    map.show(overview.image(), view);
    kernel.show(view, UnitFacts.of(view.map()));
    backward.show(view, model.rule().get());
    if (frame.getCenter() != scroll) {
      frame.setCenter(scroll);
      frame.setBottom(readout);
    }
  }

  /** The pane. */
  public PaneFrame frame() {
    return frame;
  }

  /** Its actions with keys, which count while the workspace is shown. */
  public List<Command> commands() {
    return List.of(undo);
  }
}
