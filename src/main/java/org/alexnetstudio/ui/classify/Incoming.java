package org.alexnetstudio.ui.classify;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Raster;

/** Takes in what is dropped or pasted: files, an image, or a text of paths. */
final class Incoming {
  private final ClassifyModel model;
  private final ImageFiles images;

  Incoming(ClassifyModel model, ImageFiles images) {
    this.model = model;
    this.images = images;
  }

  /** Whether there is anything that could be taken in. */
  static boolean accepts(Clipboard board) {
    return board.hasFiles() || board.hasImage() || !paths(text(board)).isEmpty();
  }

  /** Such as "3 files". */
  static String describe(Clipboard board) {
    int count = board.hasFiles() ? board.getFiles().size() : paths(text(board)).size();
    if (board.hasFiles() && count == 1) {
      return board.getFiles().get(0).getName();
    }
    return count > 1 ? count + " files" : board.hasImage() ? "the image" : "the file";
  }

  void take(Clipboard board) {
    if (board.hasFiles()) {
      model.add(board.getFiles().stream().map(File::toPath).toList());
      return;
    }
    Image image = board.hasImage() ? board.getImage() : null;
    if (image != null && image.getPixelReader() != null) {
      FxThread.whenDone(
          images.keepPasted(() -> Raster.pictureOf(image)),
          path -> model.add(List.of(path)),
          problem -> model.notice().set(sentence(Message.of(problem))));
      return;
    }
    List<Path> paths = paths(text(board));
    if (paths.isEmpty()) {
      model.notice().set("The clipboard holds no image, no file and no path of one.");
    }
    model.add(paths);
  }

  private static String sentence(Message message) {
    return message.what() + ": " + message.why() + ". " + message.remedy();
  }

  private static String text(Clipboard board) {
    String text = board.hasString() ? board.getString() : board.hasUrl() ? board.getUrl() : "";
    return text == null ? "" : text;
  }

  /** One path or file URI a line; lines that are neither are passed over. */
  static List<Path> paths(String text) {
    List<Path> paths = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      // Shells and file managers put names with spaces in quotes.
      String bare = line.replaceAll("^(['\"])(.*)\\1$", "$2");
      try {
        if (bare.startsWith("file:")) {
          paths.add(Path.of(URI.create(bare.replace(" ", "%20"))));
        } else if (bare.startsWith("~/")) {
          paths.add(Path.of(System.getProperty("user.home"), bare.substring(2)));
        } else if (!bare.isEmpty() && Path.of(bare).isAbsolute()) {
          paths.add(Path.of(bare));
        }
      } catch (IllegalArgumentException | FileSystemNotFoundException e) {
        // Any text may be on a clipboard; this line names no file.
      }
    }
    return paths;
  }
}
