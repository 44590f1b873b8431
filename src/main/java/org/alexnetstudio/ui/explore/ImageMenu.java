package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Rectangle;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** The image that is looked at, and a menu of others. */
final class ImageMenu extends MenuButton {
  private static final double SIDE = 26;

  /** Sharp on screens of twice the density. */
  private static final int PIXELS = 52;

  private static final int LONGEST = 14;

  private final ExploreModel explore;
  private final ShownImages images;
  private final Function<Path, CompletableFuture<Picture>> thumbnail;
  private final List<Command> more;
  private final ImageView picture = new ImageView();
  private boolean narrow;

  /**
   * A menu of the images.
   *
   * @param thumbnail the middle of an image as a square
   * @param more ways to other images
   */
  ImageMenu(
      ExploreModel explore,
      ShownImages images,
      Function<Path, CompletableFuture<Picture>> thumbnail,
      List<Command> more) {
    this.explore = explore;
    this.images = images;
    this.thumbnail = thumbnail;
    this.more = more;
    setId("image-menu");
    getStyleClass().addAll("image-menu", "flat");
    // An underline in the name of a file is no shortcut.
    setMnemonicParsing(false);
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    Rectangle corners = new Rectangle(SIDE, SIDE);
    corners.setArcWidth(8);
    corners.setArcHeight(8);
    picture.setClip(corners);
    explore.image().addListener((value, before, now) -> show(now));
    setOnShowing(event -> fill());
    show(explore.image().get());
    fill();
  }

  private void show(@Nullable Path image) {
    setText(words(image));
    setAccessibleText(image == null ? "Choose an image" : "Image " + name(image));
    setTooltip(new Tooltip(image == null ? "Choose an image" : image.toString()));
    setGraphic(Icons.of("mdal-image"));
    if (image != null) {
      FxThread.whenDone(
          thumbnail.apply(image),
          square -> {
            if (image.equals(explore.image().get())) {
              picture.setImage(Raster.imageOf(square));
              setGraphic(picture);
            }
          },
          unreadable -> {});
    }
  }

  /** Where there is no room for its name, the picture says which it is. */
  void setNarrow(boolean without) {
    narrow = without;
    setText(words(explore.image().get()));
  }

  private String words(@Nullable Path image) {
    return image == null ? "Choose an image" : narrow ? "" : shortened(name(image));
  }

  /** How many pixels a side of the thumbnail has. */
  static int pixels() {
    return PIXELS;
  }

  private static String name(Path image) {
    Path name = image.getFileName();
    return name == null ? image.toString() : name.toString();
  }

  /** The end of a name tells more than its middle. */
  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    String stem = name.replaceFirst("\\.\\w+$", "");
    int half = LONGEST / 2;
    return stem.length() <= LONGEST
        ? stem
        : stem.substring(0, half) + "…" + stem.substring(stem.length() - half + 1);
  }

  private void fill() {
    getItems().clear();
    add(images.probes());
    add(images.recent());
    more.forEach(command -> getItems().add(command.menuItem()));
  }

  private void add(List<Path> some) {
    for (Path image : some) {
      CheckMenuItem item = new CheckMenuItem(name(image));
      item.setMnemonicParsing(false);
      item.setSelected(image.equals(explore.image().get()));
      item.setOnAction(event -> images.choose(image));
      getItems().add(item);
    }
    if (!some.isEmpty()) {
      MenuItem line = new SeparatorMenuItem();
      getItems().add(line);
    }
  }
}
